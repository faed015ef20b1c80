"""A fine-tuned encoder as an int8 ONNX file, with its tokenizer beside it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from quoteattr.extraction.tagging.pieces import LONGEST
from quoteattr.training.embedding import Encoder

_OPSET = 18


class _States(nn.Module):
    """The encoder as a function of one window's pieces."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor) -> Tensor:
        states: Tensor = self.network(input_ids=input_ids).last_hidden_state
        return states


def export(encoder: Encoder, out: Path) -> None:
    """Write the encoder with weights in int8, one scale a column, and ``tokenizer.json`` beside it."""
    with TemporaryDirectory() as folder:
        whole, prepared = Path(folder, "whole.onnx"), Path(folder, "prepared.onnx")
        torch.onnx.export(
            _States(encoder.network).eval(),
            (torch.ones((1, 8), dtype=torch.int64),),
            whole,
            input_names=["input_ids"],
            output_names=["states"],
            dynamic_shapes={"input_ids": {1: torch.export.Dim("pieces", max=LONGEST)}},
            opset_version=_OPSET,
            dynamo=True,
            external_data=False,
        )
        quant_pre_process(whole, prepared, skip_symbolic_shape=True)
        quantize_dynamic(prepared, out, per_channel=True, weight_type=QuantType.QInt8)
    encoder.tokenizer.save(str(out.with_name("tokenizer.json")))
