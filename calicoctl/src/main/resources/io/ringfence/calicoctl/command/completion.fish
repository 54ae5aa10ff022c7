# Completion of calicoctl for fish. Put it into ~/.config/fish/completions/calicoctl.fish
function __calicoctl_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (calicoctl __complete $words[2..-1] 2> /dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c calicoctl -f -a '(__calicoctl_complete)'
