package dev.teacher.train.doctor.data;

import dev.teacher.train.doctor.data.Extracts.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Whether glosses belong to the landmarks they stand beside. Each sentence becomes a bag of
 * postures (k-means clusters of its frames, as visual words: Csurka et al. 2004); from all other
 * sentences a ridge regression learns how often each gloss is signed given such a bag, in the
 * closed form of leaving one out; and each sentence's own glosses are ranked among those of all
 * sentences by how well they fit what was foretold. Where glosses belong, the own ones are among
 * the best; shuffled ones are in the middle.
 *
 * @param rank mean over sentences of the share of other sentences' glosses that fit better; 0.5 for
 *     chance
 * @param front the same of the first half of each sentence's glosses
 * @param back the same of the last half
 * @param doubt standard error of the difference of both
 * @param worst ids of the sentences whose glosses fit worst, the worst first
 * @param sentences that were ranked
 */
record Association(
    double rank, double front, double back, double doubt, List<String> worst, int sentences) {
  /** With fewer sentences, chance decides. */
  static final int FEWEST = 40;

  /** How much worse last glosses fit than first ones where recordings are cut off. */
  private static final double CUT = 0.1;

  /** A rank that is not healthy any more (measured: 0.05 to 0.07 is). */
  private static final double ILL = 0.15;

  /** Standard errors. */
  private static final double CLEAR = 4;

  private static final int MOST = 600;
  private static final int CLUSTERS = 64;
  private static final int DIMENSIONS = 24;
  private static final int ROUNDS = 6;
  private static final int CLUSTERED = 12_000;
  private static final double RIDGE = 1;

  /** Frames that count as one, so that the ridge is the same for any frame rate. */
  private static final double UNIT = 10;

  /** Columns are bounded here, in deviations, so that no extreme one decides. */
  private static final float BOUND = 4;

  static Association of(List<Rows> all, int width, long seed) {
    List<Rows> rows = new ArrayList<>(all);
    Random random = new Random(seed);
    Collections.shuffle(rows, random);
    rows = rows.subList(0, Math.min(MOST, rows.size()));
    float[][] points = points(rows, width, random);
    double[][] bags = bags(rows, points, random);
    double[] ranks = ranks(bags, labels(rows, glosses -> glosses));
    double[] front = ranks(bags, labels(rows, glosses -> glosses.subList(0, glosses.size() / 2)));
    double[] back =
        ranks(
            bags,
            labels(
                rows,
                glosses -> glosses.subList(glosses.size() - glosses.size() / 2, glosses.size())));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      order.add(i);
    }
    order.sort((a, b) -> Double.compare(ranks[b], ranks[a]));
    List<Rows> ranked = rows;
    List<String> worst = order.stream().limit(20).map(i -> ranked.get(i).sample().id()).toList();
    return new Association(
        Numbers.mean(ranks),
        Numbers.mean(front),
        Numbers.mean(back),
        doubt(front, back),
        worst,
        ranks.length);
  }

  /**
   * Whether glosses fit badly, and the last ones clearly worse than the first ones, as where
   * recordings are cut off. Where they fit well, it is grammar that tells the ones better.
   */
  boolean isCutOff() {
    return rank > ILL && back - front > Math.max(CUT, CLEAR * doubt);
  }

  private static double doubt(double[] front, double[] back) {
    int n = front.length;
    double mean = Numbers.mean(back) - Numbers.mean(front);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += Math.pow(back[i] - front[i] - mean, 2);
    }
    return Math.sqrt(squares / (n - 1) / n);
  }

  /** How often each gloss is signed in each sentence. */
  private static double[][] labels(List<Rows> rows, UnaryOperator<List<String>> some) {
    Map<String, Integer> glosses = new LinkedHashMap<>();
    rows.forEach(r -> r.sample().glosses().forEach(g -> glosses.putIfAbsent(g, glosses.size())));
    double[][] labels = new double[rows.size()][glosses.size()];
    for (int i = 0; i < labels.length; i++) {
      for (String gloss : some.apply(rows.get(i).sample().glosses())) {
        labels[i][glosses.get(gloss)]++;
      }
    }
    return labels;
  }

  /**
   * All frames one behind the other, each column relative to the signer's mean in deviations, and
   * projected at random to few dimensions (Johnson and Lindenstrauss 1984).
   */
  private static float[][] points(List<Rows> rows, int width, Random random) {
    Map<String, double[]> sums = new HashMap<>();
    Map<String, long[]> counts = new HashMap<>();
    for (Rows sample : rows) {
      double[] sum = sums.computeIfAbsent(sample.sample().signer(), s -> new double[width]);
      counts.computeIfAbsent(sample.sample().signer(), s -> new long[1])[0] += sample.count();
      for (int i = 0; i < sample.values().length; i++) {
        sum[i % width] += sample.values()[i];
      }
    }
    double[] squares = new double[width];
    long total = 0;
    for (Rows sample : rows) {
      double[] sum = sums.get(sample.sample().signer());
      long count = counts.get(sample.sample().signer())[0];
      for (int i = 0; i < sample.values().length; i++) {
        double distance = sample.values()[i] - sum[i % width] / count;
        squares[i % width] += distance * distance;
      }
      total += sample.count();
    }
    double[] deviations = new double[width];
    for (int c = 0; c < width; c++) {
      deviations[c] = Math.sqrt(squares[c] / total);
    }
    double middle = Numbers.median(deviations);
    float[][] axes = new float[width][DIMENSIONS];
    for (float[] axis : axes) {
      for (int d = 0; d < DIMENSIONS; d++) {
        axis[d] = (float) (random.nextGaussian() / Math.sqrt(DIMENSIONS));
      }
    }
    List<float[]> points = new ArrayList<>();
    for (Rows sample : rows) {
      double[] sum = sums.get(sample.sample().signer());
      long count = counts.get(sample.sample().signer())[0];
      for (int frame = 0; frame < sample.count(); frame++) {
        float[] point = new float[DIMENSIONS];
        for (int c = 0; c < width; c++) {
          double scale = Math.max(deviations[c], 0.05 * middle);
          if (scale > 0) {
            float value = (float) ((sample.values()[frame * width + c] - sum[c] / count) / scale);
            value = Math.min(BOUND, Math.max(-BOUND, value));
            float[] axis = axes[c];
            for (int d = 0; d < DIMENSIONS; d++) {
              point[d] += value * axis[d];
            }
          }
        }
        points.add(point);
      }
    }
    return points.toArray(new float[0][]);
  }

  /** How often each sentence shows each posture, and 1. */
  private static double[][] bags(List<Rows> rows, float[][] points, Random random) {
    List<float[]> some = new ArrayList<>(List.of(points));
    Collections.shuffle(some, random);
    some = some.subList(0, Math.min(CLUSTERED, some.size()));
    int clusters = Math.min(CLUSTERS, Math.max(2, some.size() / 20));
    float[][] centres = new float[clusters][];
    for (int k = 0; k < clusters; k++) {
      centres[k] = some.get(k).clone();
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[][] sums = new double[clusters][DIMENSIONS];
      int[] counts = new int[clusters];
      for (float[] point : some) {
        int nearest = nearest(centres, point);
        counts[nearest]++;
        for (int d = 0; d < DIMENSIONS; d++) {
          sums[nearest][d] += point[d];
        }
      }
      for (int k = 0; k < clusters; k++) {
        for (int d = 0; counts[k] > 0 && d < DIMENSIONS; d++) {
          centres[k][d] = (float) (sums[k][d] / counts[k]);
        }
      }
    }
    double[][] bags = new double[rows.size()][clusters + 1];
    int next = 0;
    for (int i = 0; i < bags.length; i++) {
      for (int frame = 0; frame < rows.get(i).count(); frame++) {
        bags[i][nearest(centres, points[next])] += rows.get(i).step() / UNIT;
        next++;
      }
      bags[i][clusters] = 1;
    }
    return bags;
  }

  private static int nearest(float[][] centres, float[] point) {
    int nearest = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int k = 0; k < centres.length; k++) {
      float distance = 0;
      for (int d = 0; d < DIMENSIONS; d++) {
        float difference = centres[k][d] - point[d];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        nearest = k;
      }
    }
    return nearest;
  }

  private static double[] ranks(double[][] bags, double[][] labels) {
    double[][] foretold = leftOut(bags, labels);
    int n = labels.length;
    int glosses = labels[0].length;
    double[] variance = new double[glosses];
    for (int i = 0; i < n; i++) {
      for (int g = 0; g < glosses; g++) {
        variance[g] += Math.pow(labels[i][g] - foretold[i][g], 2) / n;
      }
    }
    double floor = 1e-3 + 0.01 * Arrays.stream(variance).average().orElse(0);
    double[] ranks = new double[n];
    for (int i = 0; i < n; i++) {
      double own = misfit(labels[i], foretold[i], variance, floor);
      double better = 0;
      for (int j = 0; j < n; j++) {
        double other = misfit(labels[j], foretold[i], variance, floor);
        better += other < own - 1e-9 ? 1 : j != i && other <= own + 1e-9 ? 0.5 : 0;
      }
      ranks[i] = better / Math.max(1, n - 1);
    }
    return ranks;
  }

  private static double misfit(
      double[] labels, double[] foretold, double[] variance, double floor) {
    double misfit = 0;
    for (int g = 0; g < labels.length; g++) {
      double distance = labels[g] - foretold[g];
      misfit += distance * distance / (variance[g] + floor);
    }
    return misfit;
  }

  /** Predictions for each sentence from the others (Allen 1974: residual over 1 - leverage). */
  private static double[][] leftOut(double[][] bags, double[][] labels) {
    int n = bags.length;
    int k = bags[0].length;
    int glosses = labels[0].length;
    double[][] gram = new double[k][k];
    double[][] target = new double[k][glosses];
    for (int i = 0; i < n; i++) {
      for (int a = 0; a < k; a++) {
        if (bags[i][a] != 0) {
          for (int b = 0; b < k; b++) {
            gram[a][b] += bags[i][a] * bags[i][b];
          }
          for (int g = 0; g < glosses; g++) {
            target[a][g] += bags[i][a] * labels[i][g];
          }
        }
      }
    }
    for (int a = 0; a < k; a++) {
      gram[a][a] += RIDGE;
    }
    double[][] inverse = inverse(gram);
    double[][] weights = new double[k][glosses];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        for (int g = 0; g < glosses; g++) {
          weights[a][g] += inverse[a][b] * target[b][g];
        }
      }
    }
    double[][] foretold = new double[n][glosses];
    for (int i = 0; i < n; i++) {
      double leverage = 0;
      for (int a = 0; a < k; a++) {
        for (int b = 0; bags[i][a] != 0 && b < k; b++) {
          leverage += bags[i][a] * inverse[a][b] * bags[i][b];
        }
        for (int g = 0; g < glosses; g++) {
          foretold[i][g] += bags[i][a] * weights[a][g];
        }
      }
      for (int g = 0; g < glosses; g++) {
        foretold[i][g] = (foretold[i][g] - leverage * labels[i][g]) / (1 - leverage);
      }
    }
    return foretold;
  }

  /** Of a symmetric positive definite matrix, by Gauss and Jordan without exchanges. */
  private static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      inverse[i][i] = 1;
    }
    for (int p = 0; p < n; p++) {
      double pivot = a[p][p];
      for (int j = 0; j < n; j++) {
        a[p][j] /= pivot;
        inverse[p][j] /= pivot;
      }
      for (int i = 0; i < n; i++) {
        double factor = a[i][p];
        if (i != p && factor != 0) {
          for (int j = 0; j < n; j++) {
            a[i][j] -= factor * a[p][j];
            inverse[i][j] -= factor * inverse[p][j];
          }
        }
      }
    }
    return inverse;
  }
}
