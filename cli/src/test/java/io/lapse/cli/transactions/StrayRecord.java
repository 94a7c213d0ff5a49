package io.lapse.cli.transactions;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * A record in a transaction that its coordinator does not know to be in that partition, as a lost
 * marker leaves one behind: no client sends such a thing, so it is sent by hand.
 *
 * @param transactionalId whose transaction it was
 * @param producerId the same
 * @param producerEpoch that of the transaction
 */
record StrayRecord(
    String transactionalId, long producerId, short producerEpoch, TopicPartition partition) {
  /** The last of those in which a broker does not ask the coordinator, if it is told not to. */
  private static final short VERSION = 11;

  private static final String VERIFY = "transaction.partition.verification.enable";

  /** Lets a broker take such records. */
  static void permit(Admin admin) throws Exception {
    ConfigResource everyBroker = new ConfigResource(ConfigResource.Type.BROKER, "");
    AlterConfigOp off =
        new AlterConfigOp(new ConfigEntry(VERIFY, "false"), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(everyBroker, List.of(off))).all().get();
  }

  /** The errors that the broker answers with. */
  Object send(int port, byte[] value) throws IOException {
    ProduceRequest request = ProduceRequest.builder(data(value)).build(VERSION);
    RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, VERSION, "stray", 1);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        DataInputStream in = new DataInputStream(socket.getInputStream())) {
      ByteBuffer bytes = request.serializeWithHeader(header);
      out.writeInt(bytes.remaining());
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      out.flush();
      ByteBuffer answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
      return AbstractResponse.parseResponse(answer, header).errorCounts().keySet();
    }
  }

  private ProduceRequestData data(byte[] value) {
    SimpleRecord record = new SimpleRecord(System.currentTimeMillis(), value);
    MemoryRecords records =
        MemoryRecords.withTransactionalRecords(
            Compression.NONE, producerId, producerEpoch, 0, record);
    ProduceRequestData.TopicProduceData topic =
        new ProduceRequestData.TopicProduceData()
            .setName(partition.topic())
            .setPartitionData(
                List.of(
                    new ProduceRequestData.PartitionProduceData()
                        .setIndex(partition.partition())
                        .setRecords(records)));
    return new ProduceRequestData()
        .setTransactionalId(transactionalId)
        .setAcks((short) -1)
        .setTimeoutMs(5_000)
        .setTopicData(new ProduceRequestData.TopicProduceDataCollection(List.of(topic).iterator()));
  }
}
