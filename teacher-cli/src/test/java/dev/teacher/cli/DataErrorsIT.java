package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and contradicting corpora: exit code 3, and a message that names the very place. */
class DataErrorsIT {
  private static final int COLUMNS = 1662;

  @TempDir Path folder;
  private Path corpus;
  private Path train;
  private Path features;

  @BeforeEach
  void copyTheCorpus() throws IOException {
    corpus = Tiny.copy(Tiny.CORPUS, folder.resolve("corpus"));
    for (String split : List.of("train", "dev", "test", "test-unseen")) {
      // What is damaged here are sentences; segments would not fit them any more.
      Files.delete(corpus.resolve("annotations/" + split + ".segments.csv"));
    }
    train = corpus.resolve("annotations/train.corpus.csv");
    features = corpus.resolve("features/train/train_0003.npy");
  }

  @Test
  void aMissingAnnotationFile() throws IOException {
    Files.delete(train);
    train().failsWith(3, "annotation file is missing", train.toString(), "corpus.root");
  }

  @Test
  void aMissingFeatureFile() throws IOException {
    Files.delete(features);
    train()
        .failsWith(
            3,
            "landmarks are missing",
            train + ": line 4, sample train_0003",
            features.toString(),
            "1 of 12",
            "corpus.features");
  }

  @Test
  void aWrongWidth() throws IOException {
    write(npy("(2, 100)", new float[200]));
    train()
        .failsWith(
            3, "no landmarks", features.toString(), "[frames, 1662]", "found:    shape [2, 100]");
  }

  @Test
  void aNumberThatIsNone() throws IOException {
    int frame = 5;
    int column = 132 + 17;
    try (RandomAccessFile file = new RandomAccessFile(features.toFile(), "rw")) {
      int frames = frames(features);
      file.seek(file.length() - 4L * COLUMNS * frames + 4L * (frame * COLUMNS + column));
      file.write(bytes(Float.NaN));
    }
    train()
        .failsWith(
            3,
            "not a finite number",
            features + ", frame 5, column 149",
            "NaN in face[17]",
            "leave out the recording");
  }

  @Test
  void anEmptyFile() throws IOException {
    write(new byte[0]);
    train().failsWith(3, features.toString(), "an empty file");
  }

  @Test
  void aTruncatedFile() throws IOException {
    byte[] whole = Files.readAllBytes(features);
    write(Arrays.copyOf(whole, whole.length - 1000));
    train().failsWith(3, "cut off", features.toString(), "expected: ", "found: ", "copy or save");
  }

  @Test
  void anUnknownGlossOfDevIsRefusedOrCounted() throws IOException {
    Path dev = corpus.resolve("annotations/dev.corpus.csv");
    List<String> lines = Files.readAllLines(dev);
    Files.write(dev, List.of(lines.get(0), lines.get(1) + " ZEBRA", lines.get(2)));
    train()
        .failsWith(
            3,
            "split dev has glosses that training never saw",
            "ZEBRA (first in sample dev_0001)",
            "1 unknown glosses, 1 occurrences",
            "train.unknown-glosses = count");

    Teacher.Ended counted =
        train("train.unknown-glosses=count", "train.epochs=1", "train.test-splits=[]").succeeds();
    assertThat(counted.err()).contains("1 occurrences of 1 glosses", "ZEBRA", "unavoidable error");
  }

  @Test
  void outputsShorterThanCtcNeedsAreRefusedOrDropped() throws IOException {
    write(npy("(4, 1662)", new float[4 * COLUMNS]));
    List<String> lines = Files.readAllLines(train);
    lines.set(3, "train_0003|x|Signer01|" + gloss(lines.get(3)) + " " + gloss(lines.get(3)));
    Files.write(train, lines);
    train()
        .failsWith(
            3,
            "outputs are shorter than CTC needs",
            "train_0003: 4 frames give 1, its 2 glosses need 3",
            "1 of 12 samples of split train",
            "train.infeasible = drop",
            "output stride");

    Teacher.Ended dropped =
        train("train.infeasible=drop", "train.epochs=1", "train.test-splits=[]").succeeds();
    assertThat(dropped.err())
        .contains("dropped 1 samples of split train", "train_0003", "11 training samples");
  }

  @Test
  void anAnnotationWithoutAGloss() throws IOException {
    List<String> lines = Files.readAllLines(train);
    lines.set(2, "train_0002|x|Signer01| ");
    Files.write(train, lines);
    train().failsWith(3, "a sentence has no gloss", train + ": line 3, sample train_0002", "drop");
  }

  @Test
  void aFileThatNoReaderKnows() {
    Path text = Tiny.write(folder.resolve("notes.txt"), "no landmarks");
    Teacher.run("transcribe", "--model", Tiny.model(), text).failsWith(3, text.toString());
  }

  private Teacher.Ended train(String... overrides) {
    Object[] arguments = new Object[5 + 2 * overrides.length];
    arguments[0] = "train";
    arguments[1] = "--config";
    arguments[2] = Tiny.config(folder, corpus);
    arguments[3] = "--out";
    arguments[4] = folder.resolve("run");
    for (int i = 0; i < overrides.length; i++) {
      arguments[5 + 2 * i] = "--set";
      arguments[6 + 2 * i] = overrides[i];
    }
    return Teacher.run(arguments);
  }

  private void write(byte[] content) throws IOException {
    Files.write(features, content);
  }

  private static String gloss(String line) {
    return line.replaceAll(".*[|](\\S+).*", "$1");
  }

  private static int frames(Path npy) throws IOException {
    String header = new String(Files.readAllBytes(npy), 0, 128, StandardCharsets.ISO_8859_1);
    return Integer.parseInt(header.replaceAll("(?s).*\\((\\d+),.*", "$1"));
  }

  /** A NumPy file, version 1.0, as numpy.save writes it. */
  private static byte[] npy(String shape, float[] values) {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    header = header + " ".repeat(117 - header.length()) + "\n";
    ByteBuffer file = ByteBuffer.allocate(10 + header.length() + 4 * values.length);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    file.asFloatBuffer().put(values);
    return file.array();
  }

  private static byte[] bytes(float value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
  }
}
