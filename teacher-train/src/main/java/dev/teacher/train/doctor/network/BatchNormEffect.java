package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.doctor.Patient;
import java.util.List;

/**
 * What batch normalisation (Ioffe and Szegedy 2015) makes of a sample's loss in training. It is the
 * operation through which samples see each other in training alone.
 *
 * @param layers that normalise over the batch
 * @param difference the largest of a loss alone and in company, relative; 0 without such layers
 */
record BatchNormEffect(List<String> layers, double difference) {
  static BatchNormEffect of(Patient patient, List<Sample> samples) {
    Graph graph = patient.graph();
    List<String> layers =
        graph.nodes().stream()
            .filter(node -> node.op() instanceof Op.BatchNorm)
            .map(Node::layer)
            .toList();
    return new BatchNormEffect(layers, layers.isEmpty() ? 0 : difference(patient, samples));
  }

  private static double difference(Patient patient, List<Sample> samples) {
    Graph certain = withoutDropout(patient.graph());
    double largest = 0;
    try (TrainingSession session =
        patient.open(certain, patient.weights(), patient.settings().options())) {
      LabelledBatch all = TrainingSamples.labelled(patient, samples);
      float[] together = session.accumulate(all.batch(), all.labels(), 1).losses();
      for (int i = 0; i < samples.size(); i++) {
        LabelledBatch one = TrainingSamples.labelled(patient, List.of(samples.get(i)));
        float alone = session.accumulate(one.batch(), one.labels(), 1).losses()[0];
        double difference = Math.abs((double) alone - together[i]) / Math.abs(together[i]);
        largest = Double.isFinite(difference) ? Math.max(largest, difference) : largest;
      }
    }
    return largest;
  }

  private static Graph withoutDropout(Graph graph) {
    List<Node> nodes =
        graph.nodes().stream()
            .map(
                node ->
                    node.op() instanceof Op.Dropout
                        ? new Node(node.layer(), new Op.Dropout(0), node.inputs(), node.output())
                        : node)
            .toList();
    return graph.withNodes(nodes);
  }
}
