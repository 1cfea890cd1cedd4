package org.gradientatlas.table.file;

import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Counts and checksums the bytes of a file as it is written. */
public final class ChecksumOutput implements OutputFile {
  private final OutputFile file;
  private final CRC32C crc = new CRC32C();
  private long bytes;

  ChecksumOutput(OutputFile file) {
    this.file = file;
  }

  long bytes() {
    return bytes;
  }

  String crc32c() {
    return hex(crc);
  }

  public static String hex(CRC32C crc) {
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return new Stream(file.create(blockSizeHint));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return new Stream(file.createOrOverwrite(blockSizeHint));
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  private final class Stream extends DelegatingPositionOutputStream {
    private final PositionOutputStream out;

    Stream(PositionOutputStream out) {
      super(out);
      this.out = out;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      crc.update(b);
      bytes++;
    }

    @Override
    public void write(byte[] b) throws IOException {
      write(b, 0, b.length);
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      out.write(b, offset, length);
      crc.update(b, offset, length);
      bytes += length;
    }
  }
}
