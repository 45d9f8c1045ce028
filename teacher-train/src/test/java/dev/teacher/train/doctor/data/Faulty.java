package dev.teacher.train.doctor.data;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.CorpusReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A corpus in memory, read once, of which something is changed. */
final class Faulty implements CorpusReader {
  private final Map<String, List<Sample>> splits = new HashMap<>();
  private final List<String> names;

  /** The same as another. */
  Faulty(CorpusReader healthy, List<String> names) {
    this.names = names;
    for (String split : names) {
      splits.put(split, healthy.read(split).stream().map(Faulty::kept).toList());
    }
  }

  private Faulty(Faulty other) {
    names = other.names;
    splits.putAll(other.splits);
  }

  private static Sample kept(Sample sample) {
    Frames frames = sample.source().read();
    return sample.withSource(new Kept(frames, sample.source().location()));
  }

  /** The frames, which nobody changes. */
  private record Kept(Frames frames0, String location) implements FrameSource {
    @Override
    public Layout layout() {
      return frames0.layout();
    }

    @Override
    public int frames() {
      return frames0.frames();
    }

    @Override
    public Frames read() {
      return frames0;
    }
  }

  /** Changes the samples of a split. */
  Faulty with(String split, UnaryOperator<List<Sample>> change) {
    Faulty changed = new Faulty(this);
    changed.splits.put(split, List.copyOf(change.apply(splits.get(split))));
    return changed;
  }

  /** Changes the frames of the first samples of every so many: 1 for all, 5 for every fifth. */
  Faulty frames(String split, int every, BiFunction<Integer, Landmarks, Landmarks> change) {
    return with(
        split,
        samples -> {
          List<Sample> changed = new ArrayList<>();
          for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            changed.add(i % every == 0 ? changed(sample, change.apply(i, copy(sample))) : sample);
          }
          return changed;
        });
  }

  /** The same of all splits. */
  Faulty everywhere(int every, BiFunction<Integer, Landmarks, Landmarks> change) {
    Faulty changed = this;
    for (String split : names) {
      changed = changed.frames(split, every, change);
    }
    return changed;
  }

  static Landmarks copy(Sample sample) {
    Frames frames = sample.source().read();
    return new Landmarks(frames.frames(), frames.values().clone(), frames.frameRate().orElse(0));
  }

  /** A sample with other frames; segments that no longer fit are forgotten. */
  static Sample changed(Sample sample, Frames frames) {
    int end = sample.segments().stream().mapToInt(GlossSegment::end).max().orElse(0);
    boolean fits = frames.frames() == sample.source().frames() || end == 0;
    return new Sample(
        sample.id(),
        sample.signer(),
        sample.glosses(),
        fits ? sample.segments() : List.of(),
        new Kept(frames, sample.source().location()));
  }

  /** The same recording with other glosses. */
  static Sample labelled(Sample sample, List<String> glosses) {
    return new Sample(sample.id(), sample.signer(), glosses, List.of(), sample.source());
  }

  /** The same recording under another name, from another place. */
  static Sample named(Sample sample, String id, String signer) {
    return new Sample(
        id,
        signer,
        sample.glosses(),
        List.of(),
        new Kept(sample.source().read(), sample.source().location() + " as " + id));
  }

  /** Sets columns in every frame. */
  static Landmarks each(Landmarks landmarks, ColumnChange change) {
    float[] values = landmarks.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = change.of(i / Part.COLUMNS, i % Part.COLUMNS, values[i]);
    }
    return landmarks;
  }

  /** What becomes of a number. */
  @FunctionalInterface
  interface ColumnChange {
    float of(int frame, int column, float value);
  }

  /** Frames picked by their numbers. */
  static Landmarks picked(Landmarks landmarks, int count, UnaryOperator<Integer> source) {
    float[] values = new float[count * Part.COLUMNS];
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          landmarks.values(),
          source.apply(i) * Part.COLUMNS,
          values,
          i * Part.COLUMNS,
          Part.COLUMNS);
    }
    return landmarks.with(count, values);
  }

  @Override
  public List<String> splits() {
    return names;
  }

  @Override
  public List<Sample> read(String split) {
    return splits.get(split);
  }
}
