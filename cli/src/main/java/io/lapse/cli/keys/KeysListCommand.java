package io.lapse.cli.keys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.text.AsciiJson;
import io.lapse.cli.text.Printable;
import io.lapse.cli.text.TextTable;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.signing.KeyFile;
import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.HostKeys;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lapse keys list}: who may sign, with what, and which stamps. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the public keys of all hosts, by host.",
      "Exits with 1 if a host's record cannot be read: its events are refused."
    })
final class KeysListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--json", description = "Prints JSON lines, one a key, not a table.")
  private boolean json;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  KeysListCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    KeysTopic.Content content = new KeysTopic(cluster).read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      content.readable().values().forEach(host -> print(out, host));
    } else if (!content.readable().isEmpty()) {
      out.print(table(content.readable().values()));
    }
    content
        .unreadable()
        .forEach(
            (host, why) ->
                spec.commandLine()
                    .getErr()
                    .println("keys: of " + Printable.of(host) + ": " + Printable.of(why)));
    return content.unreadable().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String table(Iterable<HostKeys> hosts) {
    TextTable table = new TextTable("host", "key", "valid from", "until", "revoked from");
    for (HostKeys host : hosts) {
      for (HostKey key : host.keys()) {
        table.row(
            host.host(),
            key.id(),
            KeyMoments.shown(key.validFrom(), ""),
            KeyMoments.shown(key.validUntil(), ""),
            KeyMoments.shown(key.revokedFrom(), ""));
      }
    }
    return table.render();
  }

  private static void print(PrintWriter out, HostKeys host) {
    for (HostKey key : host.keys()) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("host", host.host()).put("key_id", key.id());
      line.put("valid_from_tai_ns", key.validFrom().nanos());
      line.put("valid_until_tai_ns", nanos(key.validUntil()));
      line.put("revoked_from_tai_ns", nanos(key.revokedFrom()));
      line.put("public_key", KeyFile.pem(key.publicKey()));
      out.println(AsciiJson.line(line));
    }
  }

  private static @Nullable Long nanos(@Nullable TaiInstant at) {
    return at == null ? null : (Long) at.nanos();
  }
}
