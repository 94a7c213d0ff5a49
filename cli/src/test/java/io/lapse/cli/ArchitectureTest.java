package io.lapse.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Who may know whom. A rule that fails means: move the code, or write an ADR. */
@AnalyzeClasses(
    packages = "io.lapse",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** What other modules lend to tests are tests too. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  /** At least so many classes must be seen, by module. Raise a number as its module grows. */
  private static final Map<String, Integer> CLASSES_MIN =
      Map.of(
          "ledger", 110,
          "guestkernel", 150,
          "schemas", 60,
          "telemetry", 18,
          "producers", 75,
          "streamsapp", 60,
          "guestconsumer", 18,
          "whatif", 20,
          "cli", 110);

  private static final String FLOATING_POINT =
      "(\\[*[DF])|((double|float)(\\[\\])*)|java\\.lang\\.(Double|Float)";

  private static final String LEDGER = "io.lapse.ledger..";
  private static final String GUEST_KERNEL = "io.lapse.guestkernel..";
  private static final String SCHEMAS = "io.lapse.schemas..";
  private static final String TELEMETRY = "io.lapse.telemetry..";
  private static final String PRODUCERS = "io.lapse.producers..";
  private static final String STREAMS_APP = "io.lapse.streamsapp..";
  private static final String GUEST_CONSUMER = "io.lapse.guestconsumer..";
  private static final String WHATIF = "io.lapse.whatif..";
  private static final String CLI = "io.lapse.cli..";

  @ArchTest
  static void rules_sawTheClasses(JavaClasses classes) {
    Map<String, Long> seen =
        classes.stream()
            .collect(
                Collectors.groupingBy(
                    type -> type.getPackageName().split("\\.", -1)[2], Collectors.counting()));

    assertThat(seen).containsOnlyKeys(CLASSES_MIN.keySet());
    CLASSES_MIN.forEach(
        (module, min) -> assertThat(seen.get(module)).as(module).isGreaterThanOrEqualTo(min));
  }

  // Modules.

  @ArchTest
  static final ArchRule LEDGER_KNOWS_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage(LEDGER)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(LEDGER, "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule GUEST_KERNEL_KNOWS_TIME_NOTICES_AND_CLOCKSOURCES_ONLY =
      classes()
          .that()
          .resideInAPackage(GUEST_KERNEL)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              GUEST_KERNEL,
              "io.lapse.ledger.time..",
              "io.lapse.ledger.notice..",
              "io.lapse.ledger.catchup..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule VMCLOCK_PAGES_KNOW_TIME_ONLY =
      classes()
          .that()
          .resideInAPackage("io.lapse.guestkernel.vmclock..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.lapse.guestkernel.vmclock..",
              "io.lapse.ledger.time..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule SCHEMAS_KNOW_THE_LEDGER_ONLY =
      knowsNothingOf(SCHEMAS, GUEST_KERNEL, TELEMETRY, PRODUCERS, STREAMS_APP, GUEST_CONSUMER, CLI);

  @ArchTest
  static final ArchRule TELEMETRY_KNOWS_NOTHING_OF_LAPSE =
      noClasses()
          .that()
          .resideInAPackage(TELEMETRY)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.lapse..").and(not(resideInAPackage(TELEMETRY))));

  @ArchTest
  static final ArchRule TELEMETRY_ALONE_KNOWS_THE_HTTP_SERVER =
      noClasses()
          .that()
          .resideOutsideOfPackage(TELEMETRY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..", "com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule PRODUCERS_KNOW_NEITHER_THE_APP_NOR_THE_GUEST_SIDE =
      knowsNothingOf(PRODUCERS, STREAMS_APP, GUEST_CONSUMER, GUEST_KERNEL, CLI);

  @ArchTest
  static final ArchRule STREAMS_APP_KNOWS_NEITHER_PRODUCERS_NOR_THE_GUEST_SIDE =
      knowsNothingOf(STREAMS_APP, PRODUCERS, GUEST_CONSUMER, GUEST_KERNEL, CLI);

  @ArchTest
  static final ArchRule GUEST_CONSUMER_KNOWS_NEITHER_PRODUCERS_NOR_THE_APP =
      knowsNothingOf(GUEST_CONSUMER, PRODUCERS, STREAMS_APP, CLI);

  @ArchTest
  static final ArchRule WHATIF_KNOWS_THE_LEDGER_AND_THE_KERNEL_ONLY =
      knowsNothingOf(WHATIF, SCHEMAS, TELEMETRY, PRODUCERS, STREAMS_APP, GUEST_CONSUMER, CLI);

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_WHATIF =
      noClasses()
          .that()
          .resideOutsideOfPackages(WHATIF, CLI, "io.lapse.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(WHATIF);

  @ArchTest
  static final ArchRule ONLY_SCHEMAS_KNOW_AVRO =
      noClasses()
          .that()
          .resideOutsideOfPackages(SCHEMAS, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.avro..")
          .because("schema classes and the domain meet in schemas alone");

  /** It cannot page anybody, because nothing that could is within its reach. */
  @ArchTest
  static final ArchRule A_REPLAY_REACHES_NOTHING_THAT_TELLS_OF_ALERTS =
      noClasses()
          .that()
          .resideInAPackage("io.lapse.streamsapp.replay..")
          .or()
          .haveFullyQualifiedName("io.lapse.streamsapp.LedgerReplay")
          .should()
          .transitivelyDependOnClassesThat(
              resideInAPackage("io.lapse.streamsapp.alert..")
                  .or(nameMatching("io\\.lapse\\.streamsapp\\.Ledger(App|Service)"))
                  .or(nameMatching("java\\.net\\.http\\..*")));

  // Inside the ledger: query -> account -> policy, timers, notice -> host, guest -> inputs -> time.

  @ArchTest
  static final ArchRule TIME_KNOWS_NOTHING_ELSE =
      classes()
          .that()
          .resideInAPackage("io.lapse.ledger.time..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.lapse.ledger.time..", "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule INPUTS_KNOW_TIME_ONLY =
      classes()
          .that()
          .resideInAPackage("io.lapse.ledger")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.lapse.ledger", "io.lapse.ledger.time..", "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule NOTHING_BUT_EVIDENCE_QUERIES_AND_FLEETS_KNOWS_ACCOUNT =
      noClasses()
          .that()
          .resideInAPackage(LEDGER)
          .and()
          .resideOutsideOfPackages(
              "io.lapse.ledger.account..",
              "io.lapse.ledger.evidence..",
              "io.lapse.ledger.query..",
              "io.lapse.ledger.fleet..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lapse.ledger.account..");

  /** The truth must not come from what is to be held against it. */
  @ArchTest
  static final ArchRule SIMULATION_KNOWS_EVENTS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.lapse.ledger.simulation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.lapse.ledger.account..", "io.lapse.ledger.timers..", "io.lapse.ledger.notice..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_AND_ITS_FILES_KNOW_THE_SIMULATION =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.lapse.ledger.simulation..", "io.lapse.schemas.json..", CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lapse.ledger.simulation..");

  @ArchTest
  static final ArchRule NOTHING_IN_THE_LEDGER_RESTS_ON_EVIDENCE =
      noClasses()
          .that()
          .resideInAPackage(LEDGER)
          .and()
          .resideOutsideOfPackage("io.lapse.ledger.evidence..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lapse.ledger.evidence..");

  @ArchTest
  static final ArchRule EVIDENCE_JUDGES_NOTHING =
      classes()
          .that()
          .resideInAPackage("io.lapse.ledger.evidence..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.lapse.ledger.evidence..",
              "io.lapse.ledger.account..",
              "io.lapse.ledger.host..",
              "io.lapse.ledger.time..",
              "io.lapse.ledger",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule CATCH_UP_KNOWS_PROFILES_AND_SEVERITIES_ONLY =
      classes()
          .that()
          .resideInAPackage("io.lapse.ledger.catchup..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.lapse.ledger.catchup..",
              "io.lapse.ledger.guest..",
              "io.lapse.ledger.policy..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule BOOKS_KNOW_NO_QUERIES =
      noClasses()
          .that()
          .resideInAPackage(LEDGER)
          .and()
          .resideOutsideOfPackage("io.lapse.ledger.query..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lapse.ledger.query..");

  @ArchTest
  static final ArchRule BOOKS_KNOW_NO_FLEETS =
      noClasses()
          .that()
          .resideInAPackage(LEDGER)
          .and()
          .resideOutsideOfPackage("io.lapse.ledger.fleet..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lapse.ledger.fleet..");

  @ArchTest
  static final ArchRule QUERIES_KNOW_ENTRIES_AND_ALERTS_BUT_NO_INPUTS =
      noClasses()
          .that()
          .resideInAPackage("io.lapse.ledger.query..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.lapse.ledger.host..", "io.lapse.ledger.guest..")
                  .or(nameMatching("io\\.lapse\\.ledger\\.account\\.(GuestState|Step|Rules)")));

  @ArchTest
  static final ArchRule HOST_AND_GUEST_KNOW_NO_JUDGEMENT =
      noClasses()
          .that()
          .resideInAnyPackage("io.lapse.ledger.host..", "io.lapse.ledger.guest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.lapse.ledger.policy..", "io.lapse.ledger.timers..", "io.lapse.ledger.catchup..");

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("io.lapse.(**)").should().beFreeOfCycles();

  // Purity of the core.

  @ArchTest
  static final ArchRule CORE_DOES_NO_INPUT_OR_OUTPUT =
      noCoreClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.io..", "java.net..", "java.nio..", "javax..")
                  // In memory, and without a state outside the object.
                  .and(not(resideInAPackage("java.nio.charset..")))
                  .and(not(nameMatching("java\\.nio\\.Byte(Buffer|Order)"))));

  @ArchTest
  static final ArchRule CORE_STARTS_NO_THREADS =
      noCoreClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.util.concurrent..")
                  .or(nameMatching("java\\.lang\\.(Thread.*|InheritableThreadLocal)"))
                  .or(nameMatching("java\\.util\\.Timer(Task)?")));

  @ArchTest
  static final ArchRule CORE_TAKES_NO_LOCKS =
      noMethods()
          .that()
          .areDeclaredInClassesThat(resideInAnyPackage(LEDGER, GUEST_KERNEL))
          .should()
          .haveModifier(JavaModifier.SYNCHRONIZED)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule CORE_READS_NO_CLOCK =
      noCoreClasses()
          .should()
          .dependOnClassesThat(
              nameMatching("java\\.time\\.(Clock|InstantSource).*|java\\.util\\.(Date|Calendar)"))
          .orShould()
          .callMethodWhere(
              calls(
                  "java\\.time\\..*\\.now|java\\.lang\\.System\\.(nanoTime|currentTimeMillis)",
                  "reads a clock"));

  @ArchTest
  static final ArchRule CORE_DRAWS_NO_RANDOM_NUMBERS =
      noCoreClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.util.random..")
                  .or(nameMatching("java\\.(util|security)\\.(Secure|Splittable)?Random")))
          .orShould()
          .callMethodWhere(
              calls(
                  "java\\.lang\\.Math\\.random|java\\.util\\.UUID\\.randomUUID"
                      + "|java\\.lang\\.System\\.identityHashCode",
                  "draws a random value"));

  @ArchTest
  static final ArchRule CORE_READS_NO_SURROUNDINGS =
      noCoreClasses()
          .should()
          .callMethodWhere(
              calls(
                  "java\\.lang\\.System\\.(getenv|getProperty|getProperties|exit|getLogger|console)"
                      + "|java\\.util\\.(Locale|TimeZone)\\.getDefault"
                      + "|java\\.time\\.ZoneId\\.systemDefault",
                  "asks the machine"));

  @ArchTest
  static final ArchRule CORE_LOGS_NOTHING =
      noCoreClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
                  .or(nameMatching("java\\.lang\\.System\\$Logger.*")));

  @ArchTest
  static final ArchRule CORE_FIELDS_ARE_NOT_FLOATING_POINT =
      fields()
          .that()
          .areDeclaredInClassesThat(resideInAnyPackage(LEDGER, GUEST_KERNEL))
          .should()
          .notHaveRawType(nameMatching(FLOATING_POINT));

  @ArchTest
  static final ArchRule CORE_RETURNS_ARE_NOT_FLOATING_POINT =
      methods()
          .that()
          .areDeclaredInClassesThat(resideInAnyPackage(LEDGER, GUEST_KERNEL))
          .should()
          .notHaveRawReturnType(nameMatching(FLOATING_POINT));

  // Everywhere.

  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .that()
          .resideOutsideOfPackage("io.lapse.schemas.wire..")
          .should(resideInANullMarkedPackage());

  @ArchTest
  static final ArchRule STANDARD_STREAMS_BELONG_TO_THE_COMMAND_LINE =
      noClasses().that().resideOutsideOfPackage(CLI).should(ACCESS_STANDARD_STREAMS);

  private static ArchRule knowsNothingOf(String from, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  private static GivenClassesConjunction noCoreClasses() {
    return noClasses().that().resideInAnyPackage(LEDGER, GUEST_KERNEL);
  }

  private static DescribedPredicate<JavaCall<?>> calls(String ownerAndName, String description) {
    return new DescribedPredicate<>(description) {
      @Override
      public boolean test(JavaCall<?> call) {
        return (call.getTargetOwner().getName() + "." + call.getName()).matches(ownerAndName);
      }
    };
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, marked, "package " + type.getPackageName() + " lacks @NullMarked"));
      }
    };
  }
}
