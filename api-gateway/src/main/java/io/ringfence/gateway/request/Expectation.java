package io.ringfence.gateway.request;

import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemItem;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.model.resource.Revision;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers If-Match and If-None-Match of a write say about the resource as it is (RFC 9110, 13.1). */
public sealed interface Expectation {
    Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
    Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** Nothing is expected. */
    record Anything() implements Expectation {}

    /** {@code If-None-Match: *}: it must not exist. */
    record Absent() implements Expectation {}

    /** {@code If-Match: *}: it must exist. */
    record Present() implements Expectation {}

    /** {@code If-Match: "12"}: it must be at this revision. */
    record At(Revision revision) implements Expectation {}

    /** Reads both headers; null is a header that is not there. Throws {@link RefusedException}. */
    static Expectation of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null && ifNoneMatch != null) {
            throw malformed("If-None-Match", ifNoneMatch, "cannot be combined with If-Match in a write");
        }
        if (ifNoneMatch != null) {
            if (!ifNoneMatch.strip().equals("*")) {
                throw malformed("If-None-Match", ifNoneMatch, "a write takes only * here, which means: create");
            }
            return new Absent();
        }
        if (ifMatch == null) {
            return new Anything();
        }
        if (ifMatch.strip().equals("*")) {
            return new Present();
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw malformed("If-Match", ifMatch, "must be * or one entity tag in quotes, as ETag gave it");
        }
        if (tag.group(1) != null
                || !NUMBER.matcher(tag.group(2)).matches()
                || tag.group(2).equals("0")) {
            // A weak tag and one that was never given out match no resource.
            throw new RefusedException(ProblemDetails.about(
                    ProblemType.PRECONDITION_FAILED,
                    ProblemItem.about("If-Match", ifMatch, "no resource has this entity tag")));
        }
        return new At(new Revision(Long.parseLong(tag.group(2))));
    }

    /** Whether a read's list of tags names this revision; {@code *} names every one. Weak comparison. */
    static boolean names(String header, Revision revision) {
        if (header.strip().equals("*")) {
            return true;
        }
        Matcher tag = TAG.matcher(header);
        while (tag.find()) {
            if (tag.group(2).equals(revision.toString())) {
                return true;
            }
        }
        return false;
    }

    private static RefusedException malformed(String header, String value, String reason) {
        return new RefusedException(
                ProblemDetails.about(ProblemType.MALFORMED, ProblemItem.about(header, value, reason)));
    }
}
