package io.lapse.guestkernel.discipline.trial;

import static io.lapse.guestkernel.discipline.trial.Trials.HOUR;
import static io.lapse.guestkernel.discipline.trial.Trials.MILLI;
import static io.lapse.guestkernel.discipline.trial.Trials.SECOND;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.ledger.notice.InjectAs;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The trials behind {@code docs/concepts/ntp.md}: what an outage does at its worst moment. */
final class NtpFigures {
  static final Watch WATCH = new Watch(10 * MILLI, 14 * HOUR);
  static final long FREQUENCY_PPB = 10_000;
  static final long RESIDUAL_NANOS = MILLI;
  static final long SETTLE_NANOS = 6 * HOUR;

  /** Of the tables. */
  static final List<Long> OUTAGES =
      List.of(50 * MILLI, SECOND, 10 * SECOND, 600 * SECOND, 3_600 * SECOND);

  /** Of the plot. */
  static final List<Long> MORE_OUTAGES =
      List.of(
          50 * MILLI,
          200 * MILLI,
          SECOND,
          3 * SECOND,
          10 * SECOND,
          60 * SECOND,
          600 * SECOND,
          3_600 * SECOND);

  private static final String REPLY_IN_FLIGHT = "reply in flight";

  static final Map<String, Program> PROGRAMS = programs();

  private static final Map<String, Moment> MOMENTS = moments();

  /** The outage of the summary. */
  static final long SUMMARY_NANOS = 10 * SECOND;

  /** Of the table of samples in flight. */
  static final long IN_FLIGHT_NANOS = 2 * SECOND;

  /** What the guest restarts on. */
  enum Hardware {
    /** The same counter: a pause. */
    SAME(FREQUENCY_PPB),
    /** A counter that is slower by 15 ppm: a migration. */
    OTHER(-5_000);

    private final long frequencyPpb;

    Hardware(long frequencyPpb) {
      this.frequencyPpb = frequencyPpb;
    }
  }

  private final Map<Question, Worst> worst = new ConcurrentHashMap<>();

  /** What is asked of a daemon. */
  record Question(
      String program, boolean compensated, long nanos, Hardware hardware, Knowledge knowledge) {}

  /** The moment with the largest wrong-time integral, the first of equals, and what came of it. */
  record Worst(String moment, Outcome outcome) {}

  private NtpFigures() {}

  private static Map<String, Program> programs() {
    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put("ntpd", Trials.NTPD);
    programs.put("chrony", Trials.CHRONY);
    programs.put("systemd-timesyncd", Trials.TIMESYNCD);
    return programs;
  }

  /** The ways take 5 ms each. */
  private static Map<String, Moment> moments() {
    Map<String, Moment> moments = new LinkedHashMap<>();
    moments.put("after a reply", Moment.AFTER_REPLY);
    moments.put("midway", Moment.MIDWAY);
    moments.put("before a request", Moment.BEFORE_REQUEST);
    moments.put("request in flight", new Moment.AfterRequest(2 * MILLI));
    moments.put(REPLY_IN_FLIGHT, new Moment.AfterRequest(7 * MILLI));
    return moments;
  }

  static NtpFigures computed() {
    NtpFigures figures = new NtpFigures();
    PROGRAMS.entrySet().parallelStream()
        .forEach(program -> figures.ask(program.getKey(), settled(program.getValue())));
    return figures;
  }

  static Trial settled(Program program) {
    return after(program, SETTLE_NANOS);
  }

  private static Trial after(Program program, long settleNanos) {
    return Trial.of(
        new Setup(KernelBuild.UNKNOWN, FREQUENCY_PPB, Network.DEFAULT, program, settleNanos));
  }

  static Outage outage(
      boolean compensated, long nanos, Hardware hardware, Moment moment, Knowledge knowledge) {
    return new Outage(
        nanos,
        compensated,
        RESIDUAL_NANOS,
        hardware.frequencyPpb,
        moment,
        knowledge,
        InjectAs.OFFSET);
  }

  /** What strikes while an answer is on its way; the same hardware. */
  static Outcome inFlight(
      String program, boolean justStarted, boolean compensated, Knowledge knowledge) {
    Program asked = Objects.requireNonNull(PROGRAMS.get(program));
    Moment moment = Objects.requireNonNull(MOMENTS.get(REPLY_IN_FLIGHT));
    return after(asked, justStarted ? 0 : SETTLE_NANOS)
        .run(outage(compensated, IN_FLIGHT_NANOS, Hardware.SAME, moment, knowledge), WATCH);
  }

  private void ask(String program, Trial trial) {
    Stream.of(false, true)
        .flatMap(compensated -> questions(program, compensated))
        .toList()
        .parallelStream()
        .forEach(question -> worst.put(question, worst(trial, question)));
  }

  private static Stream<Question> questions(String program, boolean compensated) {
    return Stream.of(Knowledge.values())
        .flatMap(
            knowledge ->
                Stream.concat(
                    MORE_OUTAGES.stream()
                        .map(
                            nanos ->
                                new Question(
                                    program, compensated, nanos, Hardware.OTHER, knowledge)),
                    Stream.of(
                        new Question(
                            program, compensated, SUMMARY_NANOS, Hardware.SAME, knowledge))));
  }

  private static Worst worst(Trial trial, Question question) {
    return MOMENTS.entrySet().stream()
        .map(
            moment ->
                new Worst(
                    moment.getKey(),
                    trial.run(
                        outage(
                            question.compensated(),
                            question.nanos(),
                            question.hardware(),
                            moment.getValue(),
                            question.knowledge()),
                        WATCH)))
        .reduce(
            (one, other) ->
                Comparator.<Worst>comparingLong(each -> each.outcome().wrongNanosSeconds())
                            .compare(one, other)
                        >= 0
                    ? one
                    : other)
        .orElseThrow();
  }

  /** After a migration to other hardware. */
  Worst worst(String program, boolean compensated, long nanos, Knowledge knowledge) {
    return worst(new Question(program, compensated, nanos, Hardware.OTHER, knowledge));
  }

  Worst worst(Question question) {
    Worst found = worst.get(question);
    if (found == null) {
      throw new IllegalArgumentException("never asked: " + question);
    }
    return found;
  }
}
