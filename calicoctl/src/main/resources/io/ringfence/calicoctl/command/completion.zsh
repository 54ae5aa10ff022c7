#compdef calicoctl
# Completion of calicoctl for zsh. Put it into a folder of fpath, or load it with: source <(calicoctl completion zsh)
_calicoctl() {
  local -a found
  found=("${(@f)$(calicoctl __complete "${(@)words[2,CURRENT]}" 2> /dev/null)}")
  if [[ -n "${found[1]}" ]]; then
    compadd -a found
  else
    _files
  fi
}
if [[ "$funcstack[1]" == _calicoctl ]]; then
  _calicoctl "$@"
else
  compdef _calicoctl calicoctl
fi
