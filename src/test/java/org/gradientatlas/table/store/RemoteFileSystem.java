package org.gradientatlas.table.store;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A local directory with the manners of a remote file system. {@code objects:} is like S3: a file
 * appears whole when it is closed, several can create it at once, a rename is a copy and a
 * deletion, and does not replace. {@code conditional:} can put under the condition that nothing is
 * there, as S3A can since Hadoop 3.4.2. {@code disks:} renames in one step. What goes wrong is set
 * for all of them.
 */
public final class RemoteFileSystem extends FileSystem {
  private static final String OBJECTS = "objects";
  private static final String CONDITIONAL = "conditional";
  private static final String CONDITION = "fs.option.create.conditional.overwrite";
  private static volatile Faults faults = Faults.NONE;
  private static final AtomicInteger COPIES = new AtomicInteger();

  private final RawLocalFileSystem local = new RawLocalFileSystem();
  private URI uri = URI.create(OBJECTS + ":///");

  /** Sets what goes wrong from now on. */
  public static void suffer(Faults next) {
    faults = next;
  }

  /** How many files have been copied to rename them. */
  public static int copies() {
    return COPIES.get();
  }

  /** Makes both schemes known. */
  public static void register(Configuration hadoop) {
    for (String scheme : List.of(OBJECTS, CONDITIONAL, "disks")) {
      hadoop.set("fs." + scheme + ".impl", RemoteFileSystem.class.getName());
    }
  }

  private boolean isOfObjects() {
    return !uri.getScheme().equals("disks");
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create(name.getScheme() + ":///");
    local.initialize(URI.create("file:///"), conf);
  }

  private static Path here(Path path) {
    return new Path("file", null, path.toUri().getPath());
  }

  private static java.nio.file.Path file(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return switch (capability) {
      case CommonPathCapabilities.ABORTABLE_STREAM -> isOfObjects();
      case CONDITION -> uri.getScheme().equals(CONDITIONAL);
      default -> super.hasPathCapability(path, capability);
    };
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    return faults.make(() -> local.open(here(path), buffer));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    if (!isOfObjects()) {
      FSDataOutputStream created =
          faults.make(
              () -> local.create(here(path), overwrite, buffer, replication, block, progress));
      return faults.kind() == Faults.Kind.FULL ? full(created) : created;
    }
    if (!overwrite && Files.exists(file(path))) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return new FSDataOutputStream(new Upload(file(path), false), null);
  }

  private static FSDataOutputStream full(OutputStream file) {
    var full =
        new FilterOutputStream(file) {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("The space quota is exceeded");
          }
        };
    return new FSDataOutputStream(full, null);
  }

  /** Bytes that become a file when all are there. */
  private static final class Upload extends OutputStream {
    private final java.nio.file.Path target;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean once;
    private boolean closed;

    Upload(java.nio.file.Path target, boolean once) {
      this.target = target;
      this.once = once;
    }

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes.write(from, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        faults.make(this::put);
      }
    }

    /** Fails as S3A does. */
    private java.nio.file.Path link(java.nio.file.Path draft) throws IOException {
      try {
        return Files.createLink(target, draft);
      } catch (java.nio.file.FileAlreadyExistsException e) {
        throw new PathIOException(target.toString(), "412 Precondition Failed");
      } finally {
        Files.delete(draft);
      }
    }

    private java.nio.file.Path put() throws IOException {
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      var draft = Files.createTempFile("object", "");
      Files.write(draft, bytes.toByteArray());
      if (once) {
        return link(draft);
      }
      return Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A put with a condition. */
  private final class ConditionalPut
      extends FSDataOutputStreamBuilder<FSDataOutputStream, ConditionalPut> {
    private final Path target;

    ConditionalPut(Path target) {
      super(RemoteFileSystem.this, target);
      this.target = target;
    }

    @Override
    public ConditionalPut getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      if (!getMandatoryKeys().contains(CONDITION)) {
        throw new IllegalArgumentException("the condition is missing");
      }
      return new FSDataOutputStream(new Upload(file(target), true), null);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as Hadoop declares it
  public FSDataOutputStreamBuilder createFile(Path path) {
    return new ConditionalPut(path);
  }

  @Override
  public FSDataOutputStream append(Path path, int buffer, Progressable progress) {
    throw new UnsupportedOperationException("append");
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (isOfObjects()) {
      if (Files.exists(file(to))) {
        throw new FileAlreadyExistsException(to.toString());
      }
      COPIES.incrementAndGet();
    }
    return faults.make(() -> local.rename(here(from), here(to)));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return faults.make(() -> local.delete(here(path), recursive));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    var found = new ArrayList<FileStatus>();
    for (FileStatus status : faults.make(() -> local.listStatus(here(path)))) {
      found.add(named(status));
    }
    return found.toArray(new FileStatus[0]);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return named(faults.make(() -> local.getFileStatus(here(path))));
  }

  private FileStatus named(FileStatus status) throws IOException {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        status.getBlockSize(),
        status.getModificationTime(),
        new Path(uri.getScheme(), null, status.getPath().toUri().getPath()));
  }

  @Override
  public void setWorkingDirectory(Path directory) {
    local.setWorkingDirectory(here(directory));
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri.getScheme(), null, local.getWorkingDirectory().toUri().getPath());
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return faults.make(() -> local.mkdirs(here(path)));
  }
}
