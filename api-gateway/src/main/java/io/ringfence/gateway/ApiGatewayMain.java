package io.ringfence.gateway;

import io.ringfence.kit.lifecycle.ServiceMain;

/** An api-gateway as a process of its own. */
public final class ApiGatewayMain {
    private ApiGatewayMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("api-gateway", GatewaySettings.class, arguments, ApiGatewayService::start);
    }
}
