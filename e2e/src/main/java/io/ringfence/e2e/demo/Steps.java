package io.ringfence.e2e.demo;

import java.util.List;

/** The demo's script. The expectations follow from the tutorials' text, not from this project's code. */
final class Steps {
    private static final Role DATABASE = new Role("db", "databases");
    private static final Role APP = new Role("app", "apps");
    private static final Role GUEST = new Role("guest", "guests");
    private static final List<Role> TWO_NETWORKS = List.of(DATABASE, APP, GUEST, DATABASE, APP, GUEST);

    private static final List<Role> BACKUP =
            List.of(DATABASE, APP, new Role("backup", "backups"), new Role("dbbak", "database-backup"), APP, GUEST);

    private static final Role WEB = new Role("web", "WEB");
    private static final Role SERVICE = new Role("app", "APP");
    private static final List<Role> WEB_AND_APP = List.of(WEB, SERVICE, GUEST, WEB, SERVICE, GUEST);

    /** Databases among themselves, apps to databases on one port, nobody else; guests let everything in and out. */
    private static final String ISOLATED = """
                      tcp:3306 tcp:8080 ping ping6
            db  db    +        +        +    +
            app db    +        -        -    -
            *   db    -        -        -    -
            db  *     -        -        -    -
            *   app   -        -        -    -
            *   guest +        +        +    +""";

    private static final String CLOSED = """
                        tcp:3306 tcp:8080 ping ping6
            guest guest +        +        +    +
            *     *     -        -        -    -""";

    private static final String WITH_BACKUP = """
                          tcp:3306 tcp:8080 ping ping6
            db     db     +        +        +    +
            db     dbbak  +        +        +    +
            dbbak  db     +        +        +    +
            dbbak  backup +        +        +    +
            backup dbbak  +        +        +    +
            app    db     +        -        -    -
            app    dbbak  +        -        -    -
            app    guest  +        +        +    +
            guest  guest  +        +        +    +
            *      *      -        -        -    -""";

    private static final String WEB_DEFAULT = """
                        tcp:80 tcp:7890 tcp:8080 ping ping6
            web   web   +      +        +        +    +
            *     web   -      -        -        -    -
            app   *     -      -        -        -    -
            *     app   -      -        -        -    -
            *     guest +      +        +        +    +""";

    /** The rule of ICMP type 8 says nothing of ICMPv6. */
    private static final String WEB_PUBLIC = """
                        tcp:80 tcp:7890 tcp:8080 ping ping6
            *     web   +      -        -        +    -
            *     app   -      -        -        +    -
            *     guest +      +        +        +    +""";

    private static final String WEB_TAGGED = """
                        tcp:80 tcp:7890 tcp:8080 ping ping6
            *     web   +      -        -        +    -
            web   app   -      +        -        +    -
            *     app   -      -        -        +    -
            *     guest +      +        +        +    +""";

    private Steps() {}

    static List<Step> all() {
        return List.of(
                step("Rules in the profiles of two networks", "1-profiles-with-rules", TWO_NETWORKS, ISOLATED),
                step("Profiles with labels only", "2-profiles-with-labels-only", TWO_NETWORKS, CLOSED),
                step("Global policy that selects labels", "3-global-policy", TWO_NETWORKS, ISOLATED),
                step("A second network, for backups", "4-backup-network", BACKUP, WITH_BACKUP),
                step("A new profile and its default rules", "5-web-default-rules", WEB_AND_APP, WEB_DEFAULT),
                step("Public web servers, a service behind", "6-web-and-app", WEB_AND_APP, WEB_PUBLIC),
                step("A tag opens the service to the web servers", "7-web-tag", WEB_AND_APP, WEB_TAGGED));
    }

    private static Step step(String title, String transcript, List<Role> cast, String expectations) {
        return new Step(title, Transcript.named(transcript), cast, Expectations.parse(expectations));
    }
}
