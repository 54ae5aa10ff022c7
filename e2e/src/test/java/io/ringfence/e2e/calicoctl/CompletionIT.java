package io.ringfence.e2e.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.docs.Repository;
import io.ringfence.e2e.net.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion scripts in the shells that they are for; bash, which every machine has, is tested with the command line itself. */
final class CompletionIT {
    private static final Path BIN = Repository.root().resolve("bin");

    @TempDir
    Path folder;

    private List<String> run(String... command) throws Exception {
        Files.createFile(folder.resolve("document.yaml"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().merge("PATH", BIN.toString(), (path, first) -> first + ":" + path);
        Command.Result result = Command.attempt(builder, "");
        assertThat(result.status()).as(result.output()).isZero();
        return result.output().lines().toList();
    }

    @Test
    void fishIsToldWordsAndWhereThereAreNoneFiles() throws Exception {
        assertThat(run("fish", "--no-config", "-c", """
                        calicoctl completion fish | source
                        complete -C 'calicoctl ge'
                        complete -C 'calicoctl profile '
                        complete -C 'calicoctl apply -f doc'
                        """))
                .containsExactly("get", "add", "remove", "show", "document.yaml");
    }

    /** With what zsh would add to its list, and how it would look for files, told instead. */
    @Test
    void zshIsToldWordsAndWhereThereAreNoneFiles() throws Exception {
        assertThat(run("zsh", "-fc", """
                        autoload -U compinit
                        compinit -D
                        source <(calicoctl completion zsh)
                        print $_comps[calicoctl]
                        compadd() { print -l -- "${(@P)argv[-1]}" }
                        _files() { print files }
                        complete() { words=("$@") CURRENT=$#; _calicoctl }
                        complete calicoctl ge
                        complete calicoctl profile ''
                        complete calicoctl apply -f doc
                        """)).containsExactly("_calicoctl", "get", "add", "remove", "show", "files");
    }
}
