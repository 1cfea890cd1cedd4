# Sourced by scripts/submit: files that go with a job whose driver runs elsewhere.

refuse() {
  say "$1"
  exit 2
}

# Names files of the array arguments by their last name, and sets the array shipped to the option of spark-submit that
# copies them, and those that the options in the array options name, to the driver's directory.
ship_files() {
  local i word option files=() names=' '
  for ((i = 0; i < ${#arguments[@]}; i++)); do
    word=${arguments[i]} option=
    if [[ $word == --rules=* ]]; then option=--rules= word=${word#*=}; fi
    if ((i)) && [[ ${arguments[i - 1]} =~ ^--(out|set|fail-on)$ ]]; then continue; fi
    [[ -f $word ]] || continue
    [[ $word != *[,#]* ]] || refuse "$word: no commas and number signs in the names of files that go to a driver on the cluster"
    [[ $names != *" ${word##*/} "* ]] || refuse "$word: two files of this name cannot go to a driver on the cluster"
    names+="${word##*/} "
    files+=("$(realpath "$word")")
    arguments[i]=$option${word##*/}
  done
  for ((i = 0; i < ${#options[@]}; i++)); do
    if [[ ${options[i]} == --files && -n ${options[i + 1]:-} ]]; then files+=("${options[i + 1]}"); fi
    if [[ ${options[i]} == --files=* ]]; then files+=("${options[i]#*=}"); fi
  done
  shipped=()
  if ((${#files[@]})); then shipped=(--files "$(IFS=,; printf %s "${files[*]}")"); fi
}
