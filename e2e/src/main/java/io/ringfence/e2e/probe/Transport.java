package io.ringfence.e2e.probe;

import io.ringfence.model.net.Protocol;
import io.ringfence.model.verdict.Packet;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** What follows the IP header of the first packet of a connection, with a number in it by which it is known again. */
final class Transport {
    private static final int TCP = Protocol.TCP.number();
    private static final int UDP = Protocol.UDP.number();
    private static final int SCTP = Protocol.SCTP.number();

    private Transport() {}

    /** The bytes; all checksums are right, or the receiver's connection tracking would call the packet invalid. */
    static byte[] encode(Packet packet, InetAddress from, InetAddress to, int number) {
        int protocol = packet.protocol().number();
        if (protocol == TCP) {
            ByteBuffer syn = ByteBuffer.allocate(20)
                    .putShort((short) packet.sourcePort())
                    .putShort((short) packet.destinationPort())
                    .putInt(number)
                    .putInt(0)
                    .putShort((short) 0x5002) // five words of header, SYN
                    .putShort((short) 0xffff);
            return syn.putShort(16, checksum(syn.array(), TCP, from, to)).array();
        }
        if (protocol == UDP) {
            ByteBuffer datagram = ByteBuffer.allocate(12)
                    .putShort((short) packet.sourcePort())
                    .putShort((short) packet.destinationPort())
                    .putShort((short) 12)
                    .putShort((short) 0)
                    .putInt(number);
            short checksum = checksum(datagram.array(), UDP, from, to);
            return datagram.putShort(6, checksum == 0 ? (short) 0xffff : checksum)
                    .array();
        }
        if (packet.isIcmp()) {
            ByteBuffer echo = ByteBuffer.allocate(8)
                    .put((byte) packet.icmpType())
                    .put((byte) packet.icmpCode())
                    .putShort((short) 0)
                    .putInt(number);
            boolean ipv4 = protocol == Protocol.ICMP.number();
            return (ipv4 ? echo.putShort(2, Checksums.internet(echo.array())) : echo).array();
        }
        if (protocol == SCTP) {
            return sctpInit(packet, number);
        }
        // A first word of zeros is a plain header of GRE, which connection tracking looks into.
        return ByteBuffer.allocate(8).putInt(0).putInt(number).array();
    }

    /** The number in a packet of this protocol that arrived; 0 when there is none. */
    static int numberOf(byte[] transport, Protocol protocol, boolean ipv6) {
        int number = protocol.number();
        int offset;
        if (number == TCP) {
            offset = 4;
        } else if (number == UDP) {
            offset = 8;
        } else if (number == (ipv6 ? Protocol.ICMPV6 : Protocol.ICMP).number()) {
            offset = 4;
        } else if (number == SCTP) {
            offset = 16;
        } else {
            offset = 4;
        }
        return transport.length >= offset + 4 ? ByteBuffer.wrap(transport).getInt(offset) : 0;
    }

    /** RFC 9260: common header with tag 0, then an INIT chunk whose initiate tag is the number. */
    private static byte[] sctpInit(Packet packet, int number) {
        ByteBuffer init = ByteBuffer.allocate(32)
                .putShort((short) packet.sourcePort())
                .putShort((short) packet.destinationPort())
                .putInt(0)
                .putInt(0)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) 20)
                .putInt(number)
                .putInt(65_536)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(1);
        CRC32C crc = new CRC32C();
        crc.update(init.array());
        return init.order(ByteOrder.LITTLE_ENDIAN)
                .putInt(8, (int) crc.getValue())
                .array();
    }

    private static short checksum(byte[] segment, int protocol, InetAddress from, InetAddress to) {
        byte[] tail =
                ByteBuffer.allocate(8).putInt(segment.length).putInt(protocol).array();
        return Checksums.internet(from.getAddress(), to.getAddress(), tail, segment);
    }
}
