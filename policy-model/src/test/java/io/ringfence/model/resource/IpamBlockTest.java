package io.ringfence.model.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.Cidr;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IpamBlockTest {
    private static IpamBlock.Allocation allocation(int ordinal) {
        return new IpamBlock.Allocation(ordinal, "h", "docker", "handle-" + ordinal, Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.64/26", "255.255.255.192/26", "fd00::1:40/122", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffc0/122"})
    void everyAddressLeadsBackToItsBlockAndPlace(String cidr) {
        IpamBlock block = new IpamBlock(Cidr.of(cidr), null, List.of());
        Set<Cidr> addresses = new HashSet<>();
        for (int ordinal = 0; ordinal < IpamBlock.SIZE; ordinal++) {
            Cidr address = block.address(ordinal);
            addresses.add(address);
            assertThat(address.isSingleAddress()).isTrue();
            assertThat(block.cidr().contains(address)).isTrue();
            assertThat(IpamBlock.around(address)).isEqualTo(block.cidr());
            assertThat(IpamBlock.ordinalOf(address)).isEqualTo(ordinal);
        }
        assertThat(addresses).hasSize(IpamBlock.SIZE);
    }

    @Test
    void allocationsStayInOrderWhateverTheOrderTheyCameIn() {
        IpamBlock block = new IpamBlock(Cidr.of("10.0.0.0/26"), "h", List.of());
        IpamBlock full = block;
        for (int i = 0; i < IpamBlock.SIZE; i++) {
            assertThat(full.isFull()).isFalse();
            full = full.with(allocation(i * 37 % IpamBlock.SIZE));
        }
        assertThat(full.isFull()).isTrue();
        assertThat(full.allocations())
                .extracting(IpamBlock.Allocation::ordinal)
                .isSorted()
                .doesNotHaveDuplicates();
        IpamBlock rest = full;
        for (int i = 0; i < IpamBlock.SIZE; i++) {
            rest = rest.without(i).without(i);
        }
        assertThat(rest).isEqualTo(block);
    }

    @Test
    void anAllocationReplacesTheOneAtItsPlace() {
        IpamBlock.Allocation other = new IpamBlock.Allocation(3, "i", "docker", "other", Instant.EPOCH);
        IpamBlock block = new IpamBlock(Cidr.of("10.0.0.0/26"), "h", List.of())
                .with(allocation(3))
                .with(other);
        assertThat(block.allocations()).containsExactly(other);
        assertThat(block.at(3)).contains(other);
        assertThat(block.at(4)).isEmpty();
    }

    @Test
    void timesAreWholeMilliseconds() {
        IpamBlock.Allocation fine =
                new IpamBlock.Allocation(0, "h", "docker", "a", Instant.parse("2026-01-31T12:00:00.123456789Z"));
        assertThat(fine.since()).isEqualTo(Instant.parse("2026-01-31T12:00:00.123Z"));
    }
}
