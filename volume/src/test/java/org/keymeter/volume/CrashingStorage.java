package org.keymeter.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk in memory that loses power: what was not forced is, sector by sector, on it or not, half on it, or garbage.
 */
final class CrashingStorage implements Storage {
    static final int SECTOR = 512;

    /** The power is gone. */
    static final class PowerCut extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final TreeMap<Long, byte[]> durable = new TreeMap<>();
    /** Sectors written and not forced. */
    private final TreeMap<Long, byte[]> pending = new TreeMap<>();

    private long size;
    private long durableSize;
    private long operationsLeft = Long.MAX_VALUE;
    private boolean isOff;
    private Random random = new Random(0);
    long writes;
    long forces;

    /** The power goes in the midst of the operation after so many writes, extensions and forces. */
    void cutAfter(long operations, Random outcome) {
        operationsLeft = operations;
        random = outcome;
    }

    /** Power is back; what had not reached the disk is gone. */
    void powerOn() {
        if (!isOff) {
            lose();
        }
        isOff = false;
        operationsLeft = Long.MAX_VALUE;
    }

    private void begin() throws PowerCut {
        if (isOff) {
            throw new PowerCut();
        }
    }

    private void end() throws PowerCut {
        if (operationsLeft-- <= 0) {
            isOff = true;
            lose();
            throw new PowerCut();
        }
    }

    private void lose() {
        // Nothing arrived, everything did, or each sector had its own fate.
        int fate = random.nextInt(4);
        pending.forEach((sector, fresh) -> {
            byte[] old = sector(durable, sector);
            durable.put(sector, fate == 0 ? old : fate == 1 ? fresh : torn(old, fresh));
        });
        pending.clear();
        size = random.nextBoolean() ? size : durableSize;
        durableSize = size;
    }

    private byte[] torn(byte[] old, byte[] fresh) {
        byte[] result = random.nextBoolean() ? old.clone() : fresh.clone();
        int cut = random.nextInt(SECTOR + 1);
        switch (random.nextInt(4)) {
            case 0 -> System.arraycopy(fresh, 0, result, 0, cut);
            case 1 -> System.arraycopy(old, 0, result, 0, cut);
            case 2 -> random.nextBytes(result);
            default -> {}
        }
        return result;
    }

    private static byte[] sector(TreeMap<Long, byte[]> from, long sector) {
        byte[] bytes = from.get(sector);
        return bytes == null ? new byte[SECTOR] : bytes;
    }

    @Override
    public String name() {
        return "the disk";
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void extend(long newSize) throws IOException {
        begin();
        size = Math.max(size, newSize);
        end();
    }

    @Override
    public void read(ByteBuffer target, long position) throws IOException {
        begin();
        if (position + target.remaining() > size) {
            throw new IOException("read behind the end");
        }
        while (target.hasRemaining()) {
            long sector = position / SECTOR;
            byte[] bytes = pending.containsKey(sector) ? pending.get(sector) : sector(durable, sector);
            int count = Math.min(target.remaining(), SECTOR - (int) (position % SECTOR));
            target.put(bytes, (int) (position % SECTOR), count);
            position += count;
        }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        begin();
        writes++;
        if (position % SECTOR != 0 || source.remaining() % SECTOR != 0) {
            throw new IOException("a write straddles sectors");
        }
        while (source.hasRemaining()) {
            byte[] bytes = new byte[SECTOR];
            source.get(bytes);
            pending.put(position / SECTOR, bytes);
            position += SECTOR;
        }
        end();
    }

    @Override
    public void force() throws IOException {
        begin();
        forces++;
        end();
        durable.putAll(pending);
        pending.clear();
        durableSize = size;
    }

    @Override
    public void close() {}

    /** Everything, as an image. */
    byte[] image() {
        byte[] image = new byte[Math.toIntExact(size)];
        durable.forEach((sector, bytes) -> System.arraycopy(bytes, 0, image, Math.toIntExact(sector * SECTOR), SECTOR));
        pending.forEach((sector, bytes) -> System.arraycopy(bytes, 0, image, Math.toIntExact(sector * SECTOR), SECTOR));
        return image;
    }

    static CrashingStorage of(byte[] image) {
        CrashingStorage storage = new CrashingStorage();
        for (int position = 0; position < image.length; position += SECTOR) {
            storage.durable.put((long) position / SECTOR, Arrays.copyOfRange(image, position, position + SECTOR));
        }
        storage.size = image.length;
        storage.durableSize = image.length;
        return storage;
    }
}
