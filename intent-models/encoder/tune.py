"""Tunes the upper layers of the sentence encoder to shoppers' messages; see README.md beside this.

Reads the published weights in full precision (--published), the messages as the encoder reads them
(--tokens, written by `bin/xianda train --tokens FILE`) and the published int8 model (--quantised),
and writes the tuned layers in int8 (--out), in the places of the published ones.
"""

import argparse
import math
import random
import time

import numpy as np
import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnx import numpy_helper

LAYERS, WIDTH, HEADS, INNER = 4, 512, 8, 2048
FROZEN = 1  # the lowest layer keeps what it knows of the language in general
SCALE = 16.0  # of cosines, so that a softmax over them can be sure
CLS, SEP, PAD, MASK = 101, 102, 0, 103
LONGEST = 96

# Name in the ONNX graph of every weight matrix of a layer.
MATRICES = {
    "q": "attention/self/query",
    "k": "attention/self/key",
    "v": "attention/self/value",
    "o": "attention/output/dense",
    "i": "intermediate/dense",
    "p": "output/dense",
}
NORMS = {"n1": "attention.output.LayerNorm", "n2": "output.LayerNorm"}


class Layer(nn.Module):
    """One layer of BERT (Devlin et al., 2019), attention without dropout."""

    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.i, self.p = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.n1, self.n2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x, mask, drop, first_only=False):
        """With first_only, of the first token alone: of the last layer nothing else is used."""
        batch, _, _ = x.shape
        heads = lambda y: y.view(batch, -1, HEADS, WIDTH // HEADS).transpose(1, 2)
        asking = x[:, :1] if first_only else x
        weights = heads(self.q(asking)) @ heads(self.k(x)).transpose(2, 3)
        weights = (weights / math.sqrt(WIDTH // HEADS) + mask).softmax(-1)
        context = (weights @ heads(self.v(x))).transpose(1, 2).reshape(batch, -1, WIDTH)
        y = self.n1(asking + F.dropout(self.o(context), drop, self.training))
        return self.n2(y + F.dropout(self.p(F.gelu(self.i(y))), drop, self.training))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.word, self.position = nn.Embedding(21128, WIDTH), nn.Embedding(512, WIDTH)
        self.kind, self.norm = nn.Embedding(2, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids, drop=0.0):
        """Vectors of length 1."""
        mask = ((ids == PAD) * -1e4)[:, None, None, :].float()
        with torch.no_grad():
            x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.kind.weight[0]
            x = self.norm(x)
            for layer in self.layers[:FROZEN]:
                x = layer(x, mask, 0.0)
        for layer in self.layers[FROZEN:-1]:
            x = layer(x, mask, drop)
        return F.normalize(self.layers[-1](x, mask, drop, first_only=True)[:, 0], dim=1)


def published(path):
    """The encoder with the published weights."""
    graph = onnx.load(path).graph
    weights = {t.name: torch.tensor(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    matrix = {
        n.name: weights[n.input[1]]
        for n in graph.node
        if n.op_type == "MatMul" and n.input[1] in weights
    }
    state = {}
    for ours, theirs in (("word", "word"), ("position", "position"), ("kind", "token_type")):
        state[f"{ours}.weight"] = weights[f"embeddings.{theirs}_embeddings.weight"]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
    for n in range(LAYERS):
        for ours, theirs in MATRICES.items():
            state[f"layers.{n}.{ours}.weight"] = matrix[f"/encoder/layer.{n}/{theirs}/MatMul"].T
            state[f"layers.{n}.{ours}.bias"] = weights[
                f"encoder.layer.{n}.{theirs.replace('/', '.')}.bias"
            ]
        for ours, theirs in NORMS.items():
            for part in ("weight", "bias"):
                state[f"layers.{n}.{ours}.{part}"] = weights[f"encoder.layer.{n}.{theirs}.{part}"]
    encoder = Encoder()
    encoder.load_state_dict(state)
    return encoder


def quantised(encoder, path):
    """The tuned layers as the published int8 model holds its own: symmetric, by column, 7 bits."""
    graph = onnx.load(path).graph
    have = {t.name for t in graph.initializer}
    name_of = {n.name: n.input[1] for n in graph.node if n.op_type == "MatMulInteger"}
    out = []
    tensor = lambda array, name: out.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
    state = {k: v.detach().numpy() for k, v in encoder.state_dict().items()}
    for n in range(FROZEN, LAYERS):
        for ours, theirs in MATRICES.items():
            name = name_of[f"/encoder/layer.{n}/{theirs}/MatMul_quant"].removesuffix("_quantized")
            matrix = state[f"layers.{n}.{ours}.weight"].T
            scale = (np.abs(matrix).max(axis=0) / 64).astype(np.float32)
            tensor(np.clip(np.rint(matrix / scale), -64, 64).astype(np.int8), f"{name}_quantized")
            tensor(scale, f"{name}_scale")
            tensor(
                state[f"layers.{n}.{ours}.bias"],
                f"encoder.layer.{n}.{theirs.replace('/', '.')}.bias",
            )
        for ours, theirs in NORMS.items():
            for part in ("weight", "bias"):
                tensor(state[f"layers.{n}.{ours}.{part}"], f"encoder.layer.{n}.{theirs}.{part}")
    lacking = [t.name for t in out if t.name not in have]
    assert not lacking, f"not in the published model: {lacking}"
    return onnx.helper.make_model(onnx.helper.make_graph([], "tuned layers", [], [], out))


def padded(messages):
    width = min(LONGEST, max(map(len, messages)))
    out = torch.full((len(messages), width), PAD, dtype=torch.long)
    for i, tokens in enumerate(messages):
        out[i, : min(width, len(tokens))] = torch.tensor(tokens[:width])
    return out


def vectors(encoder, messages, size=128):
    encoder.eval()
    order = sorted(range(len(messages)), key=lambda i: len(messages[i]))
    out = torch.zeros(len(messages), WIDTH)
    with torch.no_grad():
        for start in range(0, len(messages), size):
            some = order[start : start + size]
            out[some] = encoder(padded([messages[i] for i in some]))
    return out


def batches(messages, size):
    """Random batches of messages of like length."""
    order = list(range(len(messages)))
    random.shuffle(order)
    out = []
    for start in range(0, len(order), size * 20):
        some = sorted(order[start : start + size * 20], key=lambda i: len(messages[i]))
        out += [some[i : i + size] for i in range(0, len(some), size)]
    random.shuffle(out)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("tokens", "published", "quantised", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--start", help="go on from the --state of an earlier tuning")
    parser.add_argument("--state", help="keep all that another tuning needs to go on from this one")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--drop", type=float, default=0.1)
    parser.add_argument("--mask", type=float, default=0.05, help="share of tokens hidden")
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--entry", type=float, default=0.5, help="weight of telling entries apart")
    parser.add_argument("--seed", type=int, default=20261123)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    random.seed(args.seed)

    rows = [line.rstrip("\n").split("\t") for line in open(args.tokens, encoding="utf-8")]
    tokens = lambda some: [[int(t) for t in row[3].split()] for row in some]
    questions = [row for row in rows if row[2] == "question"]
    tune = [row for row in rows if row[2] == "tune"]
    kept = [row for row in rows if row[2] == "kept"]
    classes = sorted({row[0] for row in tune})
    entries = {row[1]: i for i, row in enumerate(questions)}
    intent_of = lambda some: torch.tensor([classes.index(row[0]) for row in some])
    entry_of = lambda some: torch.tensor([entries.get(row[1], -1) for row in some])
    messages, intents, answers = tokens(tune), intent_of(tune), entry_of(tune)
    unseen, unseen_intents, unseen_answers = tokens(kept), intent_of(kept), entry_of(kept)
    counts = torch.bincount(intents, minlength=len(classes)).float()
    weight = (counts.median() / counts) ** 0.5

    encoder = published(args.published)
    for parameter in encoder.parameters():
        parameter.requires_grad = False
    tuned = [p for layer in encoder.layers[FROZEN:] for p in layer.parameters()]
    for parameter in tuned:
        parameter.requires_grad = True
    before = vectors(encoder, messages)
    mean = before.mean(0)
    intent_head = nn.Parameter(
        torch.stack(
            [F.normalize(before[intents == k].mean(0) - mean, dim=0) for k in range(len(classes))]
        )
    )
    bias = nn.Parameter(torch.zeros(len(classes)))
    entry_head = nn.Parameter(F.normalize(vectors(encoder, tokens(questions)) - mean, dim=1))
    if args.start:
        earlier = torch.load(args.start)
        encoder.load_state_dict(earlier["encoder"])
        mean = earlier["mean"]
        with torch.no_grad():
            intent_head.copy_(earlier["intent_head"])
            bias.copy_(earlier["bias"])
            entry_head.copy_(earlier["entry_head"])
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in tuned if p.dim() > 1], "weight_decay": 0.01},
            {"params": [p for p in tuned if p.dim() == 1], "weight_decay": 0},
            {"params": [intent_head, bias, entry_head], "weight_decay": 0, "lr": 2e-3},
        ],
        lr=args.rate,
    )
    steps = args.epochs * len(batches(messages, args.batch))
    random.seed(args.seed)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.06 * steps), max(0, (steps - s) / (0.94 * steps)))
    )
    start = time.time()
    for epoch in range(args.epochs):
        encoder.train()
        total = 0
        for step, some in enumerate(batches(messages, args.batch)):
            ids = padded([messages[i] for i in some])
            words = (ids != CLS) & (ids != SEP) & (ids != PAD)
            ids = torch.where((torch.rand(ids.shape) < args.mask) & words, torch.tensor(MASK), ids)
            vector = encoder(ids, args.drop) - mean
            loss = F.cross_entropy(
                SCALE * vector @ intent_head.T + bias,
                intents[some],
                reduction="none",
                label_smoothing=args.smoothing,
            )
            loss = (loss * weight[intents[some]]).mean()
            having = answers[some] >= 0
            if having.any():
                loss = loss + args.entry / len(some) * F.cross_entropy(
                    SCALE * vector[having] @ entry_head.T,
                    answers[some][having],
                    reduction="sum",
                    label_smoothing=args.smoothing,
                )
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tuned, 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        with torch.no_grad():
            vector = vectors(encoder, unseen) - mean
            right = ((vector @ intent_head.T * SCALE + bias).argmax(1) == unseen_intents).float()
            having = unseen_answers >= 0
            found = ((vector @ entry_head.T).argmax(1) == unseen_answers)[having].float()
        print(
            f"epoch {epoch + 1}: loss {total / (step + 1):.4f}; kept back: intent"
            f" {right.mean():.4f}, entry {found.mean():.4f}; {time.time() - start:.0f} s",
            flush=True,
        )
    if args.state:
        heads = {"intent_head": intent_head, "bias": bias, "entry_head": entry_head, "mean": mean}
        torch.save({"encoder": encoder.state_dict(), **{k: v.detach() for k, v in heads.items()}}, args.state)
    onnx.save(quantised(encoder, args.quantised), args.out)


if __name__ == "__main__":
    torch.set_num_threads(2)
    main()
