# Sourced by scripts/cluster: daemons, each a process of its own with a log and a pid file in $dir.

# Whether the process of a pid file is alive; its id alone may have been reused.
is_alive() {
  [[ -s $1 ]] && tr '\0' ' ' 2>/dev/null <"/proc/$(<"$1")/cmdline" |
    grep -q 'org\.apache\.spark\.deploy\.\|org\.apache\.hadoop\.\|org\.gaul\.s3proxy\.'
}

# daemon NAME COMMAND...: starts it apart from this shell, so that Ctrl-C here does not end it later.
daemon() {
  local process=$1
  shift
  setsid nohup "$@" >>"$dir/logs/$process.log" 2>&1 </dev/null &
  echo $! >"$dir/$process.pid"
  # At first it is a copy of this shell.
  until is_alive "$dir/$process.pid" || ! kill -0 $! 2>/dev/null; do sleep 0.01; done
}

# wait_for TEXT PROCESS COMMAND...: waits until the command succeeds; gives up after a minute or when the process ends.
wait_for() {
  local text=$1 process=$2 deadline=$((SECONDS + 60))
  shift 2
  until "$@"; do
    is_alive "$dir/$process.pid" || "$@" || give_up "$process ended before $text" "$process"
    ((SECONDS < deadline)) || give_up "no $text after a minute" "$process"
    sleep 0.1
  done
}

# Says what a log has of errors, or its end if it has none.
give_up() {
  local log=$dir/logs/$2.log
  say "scripts/cluster: $1; the end of $log:"
  { grep -E '^Caused by|ERROR|FATAL|Exception' "$log" || cat "$log"; } | tail -5 >&2
  exit 1
}

# Ends the process of a pid file, at first politely.
end() {
  local deadline=$((SECONDS + 10))
  is_alive "$1" || { rm -f "$1"; return 0; }
  kill "$(<"$1")"
  while is_alive "$1"; do
    ((SECONDS < deadline)) || kill -KILL "$(<"$1")"
    sleep 0.1
  done
  rm -f "$1"
}

# Whether somebody listens on a port.
is_open() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Sets port to one that nobody listens on, below those that the system gives to clients.
taken=' '
free_port() {
  while :; do
    port=$((20000 + RANDOM % 12000))
    [[ $taken != *" $port "* ]] && ! is_open "$port" || continue
    taken+="$port "
    return
  done
}

# site FILE NAME=VALUE...: writes settings as Hadoop reads them.
site() {
  local file=$dir/conf/$1 property value
  shift
  {
    echo '<configuration>'
    for property in "$@"; do
      value=${property#*=} value=${value//&/&amp;} value=${value//</&lt;}
      echo "  <property><name>${property%%=*}</name><value>$value</value></property>"
    done
    echo '</configuration>'
  } >"$file"
}

fetch() { curl --silent --max-time 5 --noproxy '*' "$@"; }
