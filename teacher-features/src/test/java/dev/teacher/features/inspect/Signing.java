package dev.teacher.features.inspect;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import java.util.List;
import java.util.Random;

/**
 * Synthetic sentences as MediaPipe's usual export, [frames, 1662]: with a visibility of the pose.
 */
final class Signing {
  private Signing() {}

  static List<float[]> sentences(int count, int signers, long seed) {
    String section =
        "type = synthetic, signers = %d, seed = %d, min-length = 2, sentences { train = %d, dev = 1 }"
            .formatted(signers, seed, count);
    Registry registry = Registry.ofClassPath();
    CorpusReader corpus =
        registry.create(
            PluginKind.CORPUS,
            ConfigFactory.parseString(section),
            "corpus",
            new PluginContext(registry, notice -> {}));
    return corpus.read("train").stream()
        .map(Sample::landmarks)
        .map(Signing::withVisibility)
        .toList();
  }

  private static float[] withVisibility(Landmarks landmarks) {
    Random random = new Random(landmarks.frames());
    float[] from = landmarks.values();
    float[] to = new float[landmarks.frames() * ShuffledLayout.SOURCE];
    int pose = Part.POSE.count();
    for (int t = 0; t < landmarks.frames(); t++) {
      int source = t * Part.COLUMNS;
      int target = t * ShuffledLayout.SOURCE;
      for (int point = 0; point < pose; point++) {
        System.arraycopy(from, source + 3 * point, to, target + 4 * point, 3);
        double visible = point < 25 ? 0.97 : 0.1;
        boolean isThere = landmarks.isPresent(t, Part.POSE);
        to[target + 4 * point + 3] = isThere ? (float) (visible + 0.03 * random.nextDouble()) : 0;
      }
      System.arraycopy(from, source + 3 * pose, to, target + 4 * pose, Part.COLUMNS - 3 * pose);
    }
    return to;
  }
}
