"""What the article's program reaches in PyTorch, seed by seed, on one thread: the other half of `bench/accuracy.ts`.

MNIST_DIR=/folder/with/mnist python3 bench/pytorch_accuracy.py [seeds]
"""
import gzip
import os
import statistics
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
import torch  # noqa: E402  The number of threads is read when it is loaded.
from torch import nn  # noqa: E402

torch.set_num_threads(1)


def read_idx(name, header):
    path = os.path.join(os.environ["MNIST_DIR"], name)
    with gzip.open(f"{path}.gz", "rb") if os.path.exists(f"{path}.gz") else open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()[header:]), dtype=torch.uint8)


def read(part):
    images = read_idx(f"{part}-images-idx3-ubyte", 16).reshape(-1, 784)
    return images.float() / 255, read_idx(f"{part}-labels-idx1-ubyte", 8).long()


def train(x, y, seed, epochs=10, batch=32):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimizer = torch.optim.Adam(model.parameters())
    loss_of = nn.CrossEntropyLoss()
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for first in range(0, len(x), batch):
            index = order[first : first + batch]
            optimizer.zero_grad()
            loss_of(model(x[index]), y[index]).backward()
            optimizer.step()
    return model


(x, y), (x_test, y_test) = read("train"), read("t10k")
found = []
for seed in range(1, 1 + int(sys.argv[1] if len(sys.argv) > 1 else 5)):
    start = time.process_time()
    model = train(x, y, seed)
    seconds = time.process_time() - start
    with torch.no_grad():
        accuracy = 100 * (model(x_test).argmax(1) == y_test).float().mean().item()
    found.append((accuracy, seconds))
    print(f"seed {seed}: {accuracy:.2f} % after ten epochs, {seconds:.1f} s of processor", flush=True)
accuracies, times = zip(*found)
print(
    f"PyTorch {torch.__version__}: median {statistics.median(accuracies):.2f} %"
    f" ({min(accuracies):.2f} to {max(accuracies):.2f} %), {statistics.median(times):.1f} s of processor"
)
