# Completion of calicoctl for fish. Put it into ~/.config/fish/completions/calicoctl.fish
function __calicoctl_complete
    set -l words (commandline -opc) (commandline -ct)
    calicoctl __complete $words[2..-1] 2> /dev/null
end
complete -c calicoctl -a '(__calicoctl_complete)'
