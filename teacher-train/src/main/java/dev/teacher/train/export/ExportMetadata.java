package dev.teacher.train.export;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.model.onnx.TrainingRecord;
import dev.teacher.train.loop.TrainedModel;
import dev.teacher.train.run.TrainingState;
import java.util.List;
import java.util.OptionalDouble;

/** What an exported file says of the training that made it. */
final class ExportMetadata {
  private ExportMetadata() {}

  static ModelMetadata of(TrainedModel trained, List<Sample> samples) {
    TrainingState state = trained.state();
    return new ModelMetadata(
        trained.vocabulary(),
        Layout.parse(state.inputLayout()),
        Layout.parse(state.featureLayout()),
        trained.experiment().normalizerConfigs(),
        trained.statistics().map(FeatureStatistics::source),
        frameRate(samples),
        Recognizer.outputStride(trained.graph()),
        ConfigFile.render(trained.experiment().config()),
        Registry.type(PluginKind.DECODER, trained.experiment().decoderConfig(), "decoder"),
        new TrainingRecord(
                state.dataHash(), state.seed(), state.epoch(), state.devWer(), state.versions())
            .json());
  }

  /** The frame rate of the samples, if all that know theirs agree. */
  private static OptionalDouble frameRate(List<Sample> samples) {
    double[] rates =
        samples.stream()
            .map(sample -> sample.source().read().frameRate())
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .distinct()
            .toArray();
    return rates.length == 1 ? OptionalDouble.of(rates[0]) : OptionalDouble.empty();
  }
}
