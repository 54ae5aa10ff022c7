# Completion of calicoctl for bash. Load it with: source <(calicoctl completion bash)
_calicoctl() {
  local IFS=$'\n'
  # What is not known here is left to bash, which completes files.
  COMPREPLY=($(calicoctl __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null))
}
complete -o default -F _calicoctl calicoctl
