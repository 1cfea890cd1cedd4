package org.gradientatlas.chaos;

import java.util.ArrayList;
import java.util.List;
import org.gradientatlas.chaos.Fault.Needs;

/**
 * The two places of a platform, and the daemons that they need.
 *
 * @param first with the driver in the job's own process
 */
record Places(Place first, Place second, List<Daemons> daemons) implements AutoCloseable {
  private static final String NAME = "chaos";

  static Places open(Platform platform) throws Exception {
    return switch (platform) {
      case LOCAL -> workers(List.of(), Store.LOCAL);
      case HDFS -> workers("--hdfs");
      case S3 -> workers("--s3");
      case YARN -> yarn();
    };
  }

  private static Places workers(String storage) throws Exception {
    Daemons daemons = Daemons.start(NAME + storage.substring(1), storage);
    return workers(List.of(daemons), Store.of(daemons));
  }

  private static Places workers(List<Daemons> storage, Store store) throws Exception {
    LocalCluster cluster = LocalCluster.start(NAME);
    var daemons = new ArrayList<>(storage);
    daemons.add(cluster.daemons());
    return new Places(Place.local(2).writingTo(store), Place.on(cluster).writingTo(store), daemons);
  }

  private static Places yarn() throws Exception {
    Daemons yarn = Daemons.start(NAME + "-yarn", "--yarn");
    return new Places(Place.yarn(yarn, "client"), Place.yarn(yarn, "cluster"), List.of(yarn));
  }

  /** Where a fault can happen; if in both, then in the other. */
  Place of(Needs needs, boolean other) {
    return switch (needs) {
      case EXECUTORS -> first.isCluster() && !other ? first : second;
      case DRIVER -> second.hasDriverHere() && other ? second : first;
      case NOTHING, DISK -> other ? second : first;
    };
  }

  /** The daemons of the file system, or of YARN and its file system. */
  Daemons platform() {
    return daemons.get(0);
  }

  void restartIfDead() throws Exception {
    for (Daemons each : daemons) {
      each.restartIfDead();
    }
  }

  @Override
  public void close() {
    daemons.forEach(Daemons::close);
  }
}
