package io.lapse.telemetry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  private static final String FILE =
      "config.providers=file\n"
          + "config.providers.file.class="
          + "org.apache.kafka.common.config.provider.FileConfigProvider\n";

  @TempDir private Path folder;
  private Path secrets;

  @BeforeEach
  void write() throws IOException {
    secrets = Files.writeString(folder.resolve("secrets.properties"), "ledger=hunter2\n");
  }

  @Test
  void secrets_lieInFilesOfTheirOwn() throws IOException {
    Path file = settings(FILE + "sasl.jaas.config=x password=\"${file:" + secrets + ":ledger}\";");

    assertThat(SettingsFile.read(file))
        .containsEntry("sasl.jaas.config", "x password=\"hunter2\";")
        .hasSize(1);
  }

  @Test
  void secrets_areFilesOfAFolder() throws IOException {
    Files.writeString(folder.resolve("password"), "hunter3");
    Path file =
        settings(
            FILE.replace("file", "dir").replace("File", "Directory")
                + "ssl.key.password=${dir:"
                + folder
                + ":password}");

    assertThat(SettingsFile.read(file)).containsEntry("ssl.key.password", "hunter3").hasSize(1);
  }

  @Test
  void variablesWithoutAProvider_stayAsTheyAre() throws IOException {
    assertThat(SettingsFile.read(settings("a=${file:x:y}"))).containsEntry("a", "${file:x:y}");
  }

  @Test
  void secretThatIsNotThere_isNamed_andNothingAroundIt() throws IOException {
    Path file = settings(FILE + "a=other-secret ${file:" + secrets + ":guest}");

    assertThatThrownBy(() -> SettingsFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessage("a: ${file:" + secrets + ":guest}: the provider does not know it");
  }

  @Test
  void fileThatIsNotThere_isNamed() throws IOException {
    Path file = settings(FILE + "a=${file:" + folder + "/none:guest}");

    assertThatThrownBy(() -> SettingsFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(folder + "/none");
    assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected a readable properties file");
  }

  private Path settings(String content) throws IOException {
    return Files.writeString(folder.resolve("settings.properties"), content);
  }
}
