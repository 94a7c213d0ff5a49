package io.lapse.cli.replay;

import io.lapse.ledger.timers.TimerPrior;
import io.lapse.schemas.file.PriorsFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Priors of timers, for guests without an inventory, as {@code --priors} names them. */
public final class PriorsOption {
  private PriorsOption() {}

  /**
   * Reads them.
   *
   * @param file as {@code lapse priors} writes it; null for none
   * @return by class
   * @throws ParameterException if it is none
   */
  public static Map<String, TimerPrior> read(CommandLine command, @Nullable Path file) {
    if (file == null) {
      return Map.of();
    }
    try {
      return PriorsFile.read(file);
    } catch (NoSuchFileException e) {
      throw new ParameterException(
          command, "--priors: " + file + ": no such file: expected one that lapse priors wrote", e);
    } catch (IOException e) {
      throw new ParameterException(command, "--priors: " + file + ": cannot be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--priors: " + e.getMessage(), e);
    }
  }
}
