"""The article's program in PyTorch on one thread: reads `net batch seconds` lines, answers samples a second and loss."""
import struct
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)


def read_pack(path):
    with open(path, "rb") as file:
        raw = file.read()
    count = struct.unpack_from("<I", raw, 8)[0]
    labels = torch.frombuffer(bytearray(raw[24 : 24 + count]), dtype=torch.uint8).long()
    images = torch.frombuffer(bytearray(raw[24 + count :]), dtype=torch.uint8).reshape(count, 784)
    return images.float() / 255, labels


nets = {
    "dense": lambda: nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)),
    "conv": lambda: nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, 8, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 10),
    ),
}


def measure(x, y, net, batch, seconds):
    torch.manual_seed(1)
    model = nets[net]()
    optimizer = torch.optim.Adam(model.parameters())
    loss_of = nn.CrossEntropyLoss()
    samples, total, start, warm = 0, 0.0, time.perf_counter(), False
    while True:
        order = torch.randperm(len(x))
        for first in range(0, len(x) - batch + 1, batch):
            index = order[first : first + batch]
            loss = loss_of(model(x[index]), y[index])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            now = time.perf_counter()
            if not warm:
                if now - start > 0.2 * seconds:
                    warm, start = True, now
                continue
            samples += batch
            total += loss.item() * batch
            if now - start > seconds:
                return samples / (now - start), total / samples


x, y = read_pack(sys.argv[1])
print(torch.__version__, flush=True)
for line in sys.stdin:
    net, batch, seconds = line.split()
    rate, loss = measure(x, y, net, int(batch), float(seconds))
    print(rate, loss, flush=True)
