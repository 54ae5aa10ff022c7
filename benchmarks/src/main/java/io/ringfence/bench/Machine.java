package io.ringfence.bench;

/** What the figures were measured on. */
final class Machine {
    private Machine() {}

    static String describe() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                java.util.Locale.ROOT,
                "%s %s, %d processors, Java %s",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                runtime.availableProcessors(),
                Runtime.version());
    }
}
