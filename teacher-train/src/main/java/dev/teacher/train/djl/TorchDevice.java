package dev.teacher.train.djl;

import ai.djl.Device;

/** What a program computes on: all its tensors live there. */
enum TorchDevice {
  CPU("cpu"),
  CUDA("cuda:0");

  private final String torchName;

  TorchDevice(String torchName) {
    this.torchName = torchName;
  }

  /** As programs name it. */
  String torchName() {
    return torchName;
  }

  /** As DJL names it. */
  Device device() {
    return this == CUDA ? Device.gpu(0) : Device.cpu();
  }
}
