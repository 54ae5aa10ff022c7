package io.ringfence.e2e.deploy;

import java.net.URI;

/** A running Ringfence. */
public interface Deployment extends AutoCloseable {

    /** Where its gateway listens. */
    URI api();

    /** Ends it; what the kernels hold stays. */
    @Override
    void close();
}
