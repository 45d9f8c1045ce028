package dev.teacher.train.doctor.data;

import com.typesafe.config.ConfigValueFactory;
import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.features.corpus.Listing;
import dev.teacher.features.corpus.check.CorpusCheck;
import dev.teacher.features.corpus.check.Finding.Topic;
import dev.teacher.train.doctor.FrameStore;
import dev.teacher.train.doctor.NormaliserChains;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Thresholds;
import dev.teacher.train.loop.CorpusExpectations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is read of a patient, when it is first asked for. */
final class Look {
  /** Recordings of a split that are looked at; more would tell no more. */
  private static final int MOST = 2000;

  private static final String BODY = "body-centred";

  private final Patient patient;
  private final Map<String, Listing> listings = new HashMap<>();
  private Map<String, List<Sample>> samples;
  private Map<String, List<Posture>> postures;
  private CorpusCheck.Report report;
  private ColumnScan columns;
  private Map<String, Double> fits;
  private Extracts extracts;
  private Extracts bodies;

  Look(Patient patient) {
    this.patient = patient;
  }

  Patient patient() {
    return patient;
  }

  /** Whether files hold landmarks, rather than ready features. */
  boolean isOfLandmarks() {
    return patient.experiment().extractor().input().equals(Part.LAYOUT);
  }

  /** Readable recordings of each split, training first; of large splits a draw. */
  Map<String, List<Sample>> samples() {
    if (samples == null) {
      Map<String, List<Sample>> drawn = new LinkedHashMap<>();
      for (Map.Entry<String, List<Sample>> split : patient.splits().entrySet()) {
        boolean trains = split.getKey().equals("train");
        int most = trains ? MOST : Math.min(MOST, patient.subject().effort().recordings());
        drawn.put(
            split.getKey(),
            split.getValue().size() <= most
                ? patient.readable(split.getValue())
                : patient.draw(split.getKey(), most));
      }
      samples = drawn;
    }
    return samples;
  }

  /** Those of training. */
  List<Sample> training() {
    return samples().get("train");
  }

  /** A recording's numbers. */
  Frames frames(Sample sample) {
    return patient.frames().frames(sample).orElseThrow();
  }

  /** Recordings in numbers, by split; empty where files do not hold landmarks in their order. */
  Map<String, List<Posture>> postures() {
    if (postures == null) {
      Map<String, List<Posture>> found = new LinkedHashMap<>();
      if (isOfLandmarks() && isInOrder()) {
        samples()
            .forEach(
                (split, own) ->
                    found.put(split, own.stream().map(s -> Posture.of(s, frames(s))).toList()));
      }
      postures = found;
    }
    return postures;
  }

  /** The columns of the files of the training split. */
  ColumnScan columns() {
    if (columns == null) {
      columns = ColumnScan.of(patient.experiment().extractor().input(), training(), this::frames);
    }
    return columns;
  }

  /** How well the columns of the files fit what they are called, by segment. */
  Map<String, Double> fits() {
    if (fits == null) {
      fits = LayoutFit.of(columns().layout(), training(), this::frames);
    }
    return fits;
  }

  /** Whether columns are what they are called and of one size, so that postures mean something. */
  boolean isInOrder() {
    double least = patient.thresholds().get(Thresholds.LAYOUT);
    boolean fit = fits().values().stream().filter(value -> value < least).count() < 2;
    return fit && FeaturesCheck.extreme(this, new ArrayList<>()).isEmpty();
  }

  /** The features of all splits before any normaliser. */
  Extracts extracts() {
    if (extracts == null) {
      extracts = Extracts.of(bare(), samples(), this::frames);
    }
    return extracts;
  }

  /**
   * Features of the training split in which signs show, whoever makes them and wherever: those of
   * the body, or the configured ones where files hold ready features.
   */
  Extracts bodies() {
    if (bodies == null) {
      String type =
          Registry.type(PluginKind.FEATURES, patient.experiment().section("features"), "features");
      bodies =
          isOfLandmarks() && !type.equals(BODY)
              ? Extracts.of(ofBodies(), Map.of("train", training()), this::frames)
              : extracts();
    }
    return bodies;
  }

  private Experiment ofBodies() {
    return Experiment.forDiagnosis(
        bare().config().withValue("features", ConfigValueFactory.fromMap(Map.of("type", BODY))),
        patient.subject().registry(),
        notice -> {});
  }

  /** The experiment without normalisers. */
  Experiment bare() {
    return NormaliserChains.with(patient, List.of());
  }

  /** What stands on disk for a split. */
  Listing listing(Listing.Source source, String split) {
    return listings.computeIfAbsent(split, source::list);
  }

  /** What a check of the corpus found. */
  CorpusCheck.Report report() {
    if (report == null) {
      report =
          CorpusCheck.run(
              remembered(),
              patient.splits().keySet(),
              new CorpusExpectations(patient.settings(), Recognizer.outputStride(patient.graph())));
    }
    return report;
  }

  /** The places of a finding about the corpus, empty where there is none. */
  List<String> places(Topic topic) {
    return report().findings().stream()
        .filter(finding -> finding.topic() == topic)
        .flatMap(finding -> finding.places().stream())
        .toList();
  }

  /** The corpus, its frames as they were read already. */
  private CorpusReader remembered() {
    FrameStore store = patient.frames();
    CorpusReader corpus = patient.corpus();
    return corpus instanceof Listing.Source source
        ? new RememberedListing(corpus, source, store)
        : new Remembered(patient.splits(), store);
  }

  /** Frames of a sample from the store. */
  private static Sample remembered(Sample sample, FrameStore store) {
    return sample.withSource(new Kept(sample, store));
  }

  /** Frames that were read already. */
  private record Kept(Sample sample, FrameStore store) implements FrameSource {
    @Override
    public Layout layout() {
      return sample.source().layout();
    }

    @Override
    public int frames() {
      return sample.source().frames();
    }

    @Override
    public Frames read() {
      return store.frames(sample).orElseThrow(() -> store.complaints().get(sample.id()));
    }

    @Override
    public String location() {
      return sample.source().location();
    }
  }

  /** Splits that were read already. */
  private record Remembered(Map<String, List<Sample>> read, FrameStore store)
      implements CorpusReader {
    @Override
    public List<String> splits() {
      return List.copyOf(read.keySet());
    }

    @Override
    public List<Sample> read(String split) {
      return read.get(split).stream().map(sample -> remembered(sample, store)).toList();
    }
  }

  /** A corpus that can be listed. */
  private record RememberedListing(CorpusReader corpus, Listing.Source source, FrameStore store)
      implements CorpusReader, Listing.Source {
    @Override
    public List<String> splits() {
      return corpus.splits();
    }

    @Override
    public List<Sample> read(String split) {
      return corpus.read(split);
    }

    @Override
    public Listing list(String split) {
      Listing listing = source.list(split);
      List<Listing.Row> rows = new ArrayList<>();
      for (Listing.Row row : listing.rows()) {
        Optional<FrameSource> kept =
            row.landmarks()
                .map(
                    frames ->
                        new Kept(new Sample(row.id(), row.signer(), row.glosses(), frames), store));
        rows.add(new Listing.Row(row.id(), row.signer(), row.glosses(), row.segments(), kept));
      }
      return new Listing(
          rows,
          listing.faults(),
          listing.strays(),
          listing.filtered(),
          listing.repeatedBlanks(),
          listing.empty(),
          listing.repeated());
    }
  }
}
