package io.ringfence.model.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Revision;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReleasesTest {
    private static final Revision SEVEN = new Revision(7);

    private static StoredBlock block(String cidr, String host, int... ordinals) {
        IpamBlock block = new IpamBlock(Cidr.of(cidr), null, List.of());
        for (int ordinal : ordinals) {
            block = block.with(new IpamBlock.Allocation(ordinal, host, "test", "h" + ordinal, Instant.EPOCH));
        }
        return new StoredBlock(block, SEVEN);
    }

    private static List<Cidr> addresses(String... addresses) {
        return List.of(addresses).stream().map(Cidr::of).toList();
    }

    @Test
    void severalAddressesOfABlockAreOneWrite() {
        StoredBlock block = block("10.0.0.0/26", "h", 1, 2, 3);
        assertThat(Releases.decide(List.of(block), addresses("10.0.0.1", "10.0.0.3"), "h"))
                .containsExactly(new BlockWrite.Put(block("10.0.0.0/26", "h", 2).block(), SEVEN));
    }

    @Test
    void aBlockThatIsEmptyThenGoes() {
        List<StoredBlock> blocks = List.of(block("10.0.0.0/26", "h", 1, 2), block("fd00::/122", "h", 0, 1));
        assertThat(Releases.decide(blocks, addresses("10.0.0.1", "fd00::1", "10.0.0.2"), "h"))
                .containsExactly(
                        new BlockWrite.Delete(Cidr.of("10.0.0.0/26"), SEVEN),
                        new BlockWrite.Put(block("fd00::/122", "h", 0).block(), SEVEN));
    }

    @Test
    void whatIsFreeOrAnotherHostsStays() {
        List<StoredBlock> blocks = List.of(block("10.0.0.0/26", "other", 1));
        assertThat(Releases.decide(blocks, addresses("10.0.0.1", "10.0.0.2", "10.9.9.9"), "h"))
                .isEmpty();
    }
}
