package io.lapse.cli.vmclock;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lapse.guestkernel.vmclock.AbiSymbol;
import io.lapse.guestkernel.vmclock.ClockReading;
import io.lapse.guestkernel.vmclock.Coded;
import io.lapse.guestkernel.vmclock.Field;
import io.lapse.guestkernel.vmclock.Flag;
import io.lapse.guestkernel.vmclock.PageClock;
import io.lapse.guestkernel.vmclock.VmClockPage;
import io.lapse.ledger.time.Interval;
import io.lapse.ledger.time.TaiInstant;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page in one line of JSON: the fields by their names in the ABI, null where they are absent,
 * then what they mean. A field is a number or hexadecimal text by its name, never by its value.
 */
final class PageJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;
  private final VmClockPage page;

  private PageJson(JsonGenerator json, VmClockPage page) {
    this.json = json;
    this.page = page;
  }

  /**
   * The line, without its LF.
   *
   * @param counter a value of the counter that is asked about, unsigned; null if none is
   */
  static String write(VmClockPage page, @Nullable Long counter) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new PageJson(json, page).write(counter);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }

  private void write(@Nullable Long counter) throws IOException {
    json.writeStartObject();
    for (Field field : Field.values()) {
      field(field, page.value(field));
    }
    json.writeNumberField("rest_bytes", page.rest().length());
    json.writeNumberField("rest_nonzero_bytes", page.rest().nonZero());
    names();
    json.writeBooleanField("reliable", page.isReliable());
    json.writeFieldName("reference");
    reading(PageClock.reference(page));
    json.writeFieldName("at_counter");
    if (counter == null) {
      json.writeNull();
    } else {
      reading(PageClock.at(page, counter));
    }
    json.writeEndObject();
  }

  private void field(Field field, @Nullable Long value) throws IOException {
    FieldForm form = FieldForm.of(field);
    json.writeFieldName(field.abiName());
    if (value == null) {
      json.writeNull();
    } else if (form == FieldForm.HEXADECIMAL) {
      json.writeString(form.text(value));
    } else {
      json.writeNumber(form.text(value));
    }
  }

  private void names() throws IOException {
    json.writeObjectFieldStart("names");
    json.writeStringField(Field.COUNTER_ID.abiName(), name(page.counterId()));
    json.writeStringField(Field.TIME_TYPE.abiName(), name(page.timeType()));
    json.writeArrayFieldStart(Field.FLAGS.abiName());
    for (Flag flag : page.flags().set()) {
      json.writeString(flag.abiName());
    }
    json.writeEndArray();
    json.writeStringField(Field.CLOCK_STATUS.abiName(), name(page.clockStatus()));
    json.writeStringField(
        Field.LEAP_SECOND_SMEARING_HINT.abiName(), name(page.leapSecondSmearingHint()));
    json.writeStringField(Field.LEAP_INDICATOR.abiName(), name(page.leapIndicator()));
    json.writeEndObject();
  }

  private static <E extends Enum<E> & AbiSymbol> @Nullable String name(@Nullable Coded<E> coded) {
    return coded == null ? null : coded.symbol().map(AbiSymbol::abiName).orElse(null);
  }

  private void reading(ClockReading reading) throws IOException {
    ClockReading.Known known = reading instanceof ClockReading.Known told ? told : null;
    Optional<ClockReading.Known> time = Optional.ofNullable(known);
    Optional<Interval> bound = time.flatMap(ClockReading.Known::taiBound);
    json.writeStartObject();
    json.writeStringField("utc", time.flatMap(Utc::of).orElse(null));
    number("tai_ns", time.flatMap(ClockReading.Known::tai).map(TaiInstant::nanos));
    number("max_error_ns", time.map(ClockReading.Known::maxErrorNanos));
    number("earliest_tai_ns", bound.map(Interval::lowNanos));
    number("latest_tai_ns", bound.map(Interval::highNanos));
    json.writeStringField(
        "refused", reading instanceof ClockReading.Refused refused ? refused.why().name() : null);
    json.writeEndObject();
  }

  private void number(String key, Optional<Long> value) throws IOException {
    json.writeFieldName(key);
    if (value.isPresent()) {
      json.writeNumber(value.get());
    } else {
      json.writeNull();
    }
  }
}
