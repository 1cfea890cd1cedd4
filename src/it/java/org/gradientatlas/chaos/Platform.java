package org.gradientatlas.chaos;

/** What a study runs on, and what its output lies on. */
enum Platform {
  /** This machine and its disk; two workers of a standalone cluster, on the same disk. */
  LOCAL,
  /** The same, on HDFS. */
  HDFS,
  /** YARN in client and in cluster mode, on HDFS. */
  YARN,
  /** This machine and two workers, on an S3 server. */
  S3
}
