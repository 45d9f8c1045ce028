package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.guard.Layers;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Gradients of some samples' losses, one sample at a time, without drop-out. */
final class GradientFlow {
  private final List<String> layers;
  private final double[] layerNorms;
  private final double[] parameterNorms;
  private double loss;
  private double norm;
  private int samples;

  private GradientFlow(List<String> layers, int parameters) {
    this.layers = layers;
    this.layerNorms = new double[layers.size()];
    this.parameterNorms = new double[parameters];
  }

  /** Measures; samples whose loss is not finite are left out. */
  static GradientFlow of(Patient patient, TrainingSession session, List<Sample> samples) {
    Graph graph = patient.graph();
    Layers layers = new Layers(graph);
    GradientFlow flow = new GradientFlow(layers.names(), graph.parameters().size());
    for (Sample sample : samples) {
      LabelledBatch batch = TrainingSamples.labelled(patient, List.of(sample));
      double loss = session.losses(batch.batch(), batch.labels())[0];
      if (Double.isFinite(loss)) {
        Weights gradients = session.gradients(batch.batch(), batch.labels());
        flow.add(loss, norms(graph, gradients), layers);
      }
    }
    flow.finish();
    return flow;
  }

  private static float[] norms(Graph graph, Weights gradients) {
    float[] norms = new float[graph.parameters().size()];
    for (int i = 0; i < norms.length; i++) {
      Parameter parameter = graph.parameters().get(i);
      norms[i] = (float) norm(gradients.get(parameter.name()).floats());
    }
    return norms;
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private void add(double ownLoss, float[] norms, Layers names) {
    samples++;
    loss += ownLoss;
    norm += norm(norms);
    double[] ofLayers = names.norms(norms);
    for (int i = 0; i < ofLayers.length; i++) {
      layerNorms[i] += ofLayers[i];
    }
    for (int i = 0; i < norms.length; i++) {
      parameterNorms[i] += norms[i];
    }
  }

  private void finish() {
    loss /= samples;
    norm /= samples;
    for (int i = 0; i < layerNorms.length; i++) {
      layerNorms[i] /= samples;
    }
    for (int i = 0; i < parameterNorms.length; i++) {
      parameterNorms[i] /= samples;
    }
  }

  /** Samples with a finite loss. */
  int samples() {
    return samples;
  }

  /** Mean loss. */
  double loss() {
    return loss;
  }

  /** Mean norm of a sample's whole gradient. */
  double norm() {
    return norm;
  }

  /** The layers with parameters, near the input first. */
  List<String> layers() {
    return layers;
  }

  /** Mean norm of each layer's gradient. */
  double[] layerNorms() {
    return layerNorms;
  }

  /** Mean norm of each parameter's gradient. */
  DoubleStream parameterNorms() {
    return DoubleStream.of(parameterNorms);
  }

  double largestLayer() {
    return DoubleStream.of(layerNorms).max().orElse(0);
  }

  double smallestLayer() {
    return DoubleStream.of(layerNorms).min().orElse(0);
  }

  /** The layers whose mean norm is so. */
  List<String> layersWhere(DoublePredicate condition) {
    return IntStream.range(0, layerNorms.length)
        .filter(i -> condition.test(layerNorms[i]))
        .mapToObj(layers::get)
        .toList();
  }
}
