package io.lapse.producers.produce.run;

import io.lapse.producers.Sources;
import io.lapse.producers.cloudevents.CloudEventsFeed;
import io.lapse.producers.produce.Feed;
import io.lapse.producers.produce.follow.FileFeed;
import io.lapse.producers.qmp.live.QmpFeed;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.LogReader;
import io.lapse.producers.source.SourceInput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The feeds of one format. */
final class FormatFeeds implements Feeds {
  private final Format format;
  private final ProduceConfig config;

  FormatFeeds(Format format, ProduceConfig config) {
    this.format = format;
    this.config = config;
  }

  /** Sockets and topics get feeds of their own here. */
  @Override
  public Feed of(Input input) {
    Address address = input.address();
    if (address instanceof Address.OfPath path) {
      return format == Format.QMP ? qmp(input, path) : fileOnly(input, path);
    }
    if (address instanceof Address.OfTcp tcp && format == Format.QMP) {
      return live(input, tcp, InetSocketAddress.createUnresolved(tcp.host(), tcp.port()));
    }
    if (address instanceof Address.OfTopic topic && format == Format.CLOUDEVENTS) {
      return topic(input, topic.topic());
    }
    throw new ConfigException(
        "inputs: "
            + address.text()
            + ": expected the path of a file for format "
            + Followed.word(format));
  }

  private Feed fileOnly(Input input, Address.OfPath path) {
    if (isSocket(path.path())) {
      throw new ConfigException(
          "inputs: " + path.text() + " is a socket: expected a file, which can be followed");
    }
    return file(input, path);
  }

  /** A log, or the socket of a QEMU that runs: which of them, shows when it is there. */
  private Feed qmp(Input input, Address.OfPath path) {
    return desk -> {
      while (!Files.exists(path.path())) {
        desk.down("there is no such file or socket");
        Thread.sleep(config.pollMillis());
      }
      Feed found =
          isSocket(path.path())
              ? live(input, path, UnixDomainSocketAddress.of(path.path()))
              : file(input, path);
      found.run(desk);
    };
  }

  private Feed live(Input input, Address address, SocketAddress socket) {
    Path name = address instanceof Address.OfPath path ? path.path() : Path.of(address.text());
    return new QmpFeed(config.source(input.guest(), address.text(), name), socket);
  }

  private Feed topic(Input input, String topic) {
    Map<String, Object> consumer = CloudEventsFeed.settings(config.consumer());
    SourceInput source = config.source(input.guest(), topic, Path.of(topic));
    return new CloudEventsFeed(() -> new KafkaConsumer<>(consumer), source);
  }

  private Feed file(Input input, Address.OfPath path) {
    SourceInput source = config.source(input.guest(), path.text(), path.path());
    return new FileFeed(
        path.path(),
        path.text(),
        form(),
        config.pollMillis(),
        (sink, memory) -> log(source, sink, memory));
  }

  private static LogReader log(
      SourceInput source, HostEventSource.Sink sink, @Nullable String memory) {
    return Sources.checkedLog(source, sink, memory)
        .orElseThrow(() -> new IllegalStateException("must be a followed format: " + source));
  }

  private LineForm form() {
    return Sources.form(format)
        .orElseThrow(() -> new IllegalStateException("must be a followed format: " + format));
  }

  /** Neither a file, nor a folder, nor a link. */
  private static boolean isSocket(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false; // It is not there yet: whatever comes is read as a file.
    }
  }
}
