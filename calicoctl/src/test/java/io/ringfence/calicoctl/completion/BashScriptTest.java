package io.ringfence.calicoctl.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The script for bash, in a bash. */
final class BashScriptTest {
    @Test
    void itOffersWhatTheProgramSays() throws IOException, InterruptedException {
        String script;
        try (var in = getClass().getResourceAsStream("/io/ringfence/calicoctl/command/completion.bash")) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Process bash = new ProcessBuilder("bash", "-c", script + """
                        calicoctl() { local IFS=' '; printf '%s\\n' "$#:$*" 'two words'; }
                        COMP_WORDS=(calicoctl get policy 'd')
                        COMP_CWORD=3
                        _calicoctl
                        printf '<%s>' "${COMPREPLY[@]}"
                        complete -p calicoctl
                        """)
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out)
                .isEqualTo("<4:__complete get policy d><two words>complete -o default -F _calicoctl calicoctl\n");
        assertThat(bash.waitFor()).isZero();
    }
}
