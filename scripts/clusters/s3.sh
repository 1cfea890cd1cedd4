# Sourced by scripts/cluster: an S3 server that keeps its objects in memory.
. "$home/scripts/clusters/daemons.sh"
bucket=atlas

processes() { echo s3; }

launch() {
  lay_out s3-server "an S3 server" scripts/clusters/s3-server.xml s3proxy.version="$(pom_property s3proxy.version)"
  lay_out s3a "Hadoop's client of S3" scripts/clusters/s3a.xml hadoop.version="$(pom_property hadoop.version)"
  mkdir -p "$dir"/{conf,daemons}
  free_port
  echo "s3a://$bucket" >"$dir/address"
  echo "$dir/conf$(printf ':%s' "$home"/target/s3a/jars/*.jar)" >"$dir/class-path"
  # fs.defaultFS stays as it is: paths without a scheme are local.
  site core-site.xml fs.s3a.endpoint="http://127.0.0.1:$port" fs.s3a.endpoint.region=us-east-1 \
    fs.s3a.path.style.access=true fs.s3a.connection.ssl.enabled=false \
    fs.s3a.aws.credentials.provider=org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider
  printf '%s\n' "s3proxy.endpoint=http://127.0.0.1:$port" s3proxy.authorization=none \
    jclouds.provider=transient jclouds.identity=none jclouds.credential=none >"$dir/daemons/s3proxy.conf"
  # Without this it logs every byte.
  cat >"$dir/daemons/logback.xml" <<'LOG'
<configuration>
  <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{HH:mm:ss} %p %c{0}: %m%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="console"/></root>
</configuration>
LOG
  daemon s3 "$java" -Xmx1g -XX:+UseSerialGC -cp "$dir/daemons:$home/target/s3-server/jars/*" \
    org.gaul.s3proxy.Main --properties "$dir/daemons/s3proxy.conf"
  wait_for "a bucket $bucket" s3 fetch --fail -X PUT "http://127.0.0.1:$port/$bucket"
  explain >"$dir/use"
}

explain() {
  echo "s3a://$bucket"
  echo "  export HADOOP_CONF_DIR=$dir/conf"
  echo "  the output of a study      --out s3a://$bucket/NAME"
  echo "  Hadoop's client of S3      jobs/ puts $home/target/s3a/jars on the class path"
  echo "  a file system shell        scripts/cluster fs$chosen -ls s3a://$bucket/"
  echo "  the server                 http://127.0.0.1:$port; its objects are gone when it stops"
  echo Example:
  echo "  HADOOP_CONF_DIR=$dir/conf jobs/study conf/studies/quickstart.conf --out s3a://$bucket/quickstart"
}
