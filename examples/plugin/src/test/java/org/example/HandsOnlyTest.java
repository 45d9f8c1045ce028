package org.example;

import dev.teacher.api.plugin.FeatureExtractorFactory;
import dev.teacher.testkit.FeatureExtractorContract;

class HandsOnlyTest extends FeatureExtractorContract {
  @Override
  protected FeatureExtractorFactory factory() {
    return new HandsOnly();
  }
}
