package slipstream.processor.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One memory budget for every RocksDB of the process: without it each store of each task takes its own 50 MiB of cache and
 * 48 MiB of write buffers.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** Blocks and write buffers of all stores together. */
    private static final long TOTAL_BYTES = 96L * 1024 * 1024;

    private static final long WRITE_BUFFERS_BYTES = 48L * 1024 * 1024;
    private static final long ONE_WRITE_BUFFER_BYTES = 8L * 1024 * 1024;
    private static final int BLOOM_BITS = 10;
    private static final int BLOCK_BYTES = 16 * 1024;

    private static final Shared SHARED = new Shared();

    /** Loaded with the first store, when RocksDB's native library is there. */
    private static final class Shared {
        private final Cache cache = new LRUCache(TOTAL_BYTES);
        private final WriteBufferManager writeBuffers = new WriteBufferManager(WRITE_BUFFERS_BYTES, cache);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(SHARED.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setBlockSize(BLOCK_BYTES);
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(SHARED.writeBuffers);
        options.setWriteBufferSize(ONE_WRITE_BUFFER_BYTES);
        options.setCompressionType(CompressionType.ZSTD_COMPRESSION);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the write buffers are shared and live as long as the process.
    }
}
