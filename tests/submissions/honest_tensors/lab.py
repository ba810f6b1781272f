# %% nbgrader={"grade_id": "setup", "locked": true}
import torch
from torch import nn

# %% nbgrader={"grade_id": "tensors", "solution": true}
### BEGIN SOLUTION
tens = torch.arange(6).reshape(2, 3).float()


class Net(nn.Module):
    def __init__(self, n=3):
        super().__init__()
        self.fc = nn.Linear(n, 2)

    def forward(self, x):
        return self.fc(x)


net = Net()
seq = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1))


def softmax(t):
    return torch.exp(t) / torch.exp(t).sum(-1, keepdim=True)


def init_(t):
    t.zero_()


### END SOLUTION

# %% nbgrader={"grade_id": "test_tensors", "grade": true, "points": 1}
assert tens.shape == (2, 3) and tens.dtype == torch.float32 and isinstance(tens, torch.Tensor)
assert torch.allclose(softmax(torch.tensor([0.0, 0.0])), torch.tensor([0.5, 0.5]))
z = torch.ones(2)
init_(z)
assert z.sum() == 0

# %% nbgrader={"grade_id": "test_module", "grade": true, "points": 1}
out = net(torch.ones(5, 3))
assert out.shape == (5, 2)

# %% nbgrader={"grade_id": "test_kind", "grade": true, "points": 1}
assert isinstance(net, nn.Module) and isinstance(net.fc, nn.Linear)

# %% nbgrader={"grade_id": "test_parameters", "grade": true, "points": 1}
assert sum(p.numel() for p in net.parameters()) == 8

# %% nbgrader={"grade_id": "test_sequential", "grade": true, "points": 1}
assert isinstance(seq, nn.Sequential) and seq(torch.ones(1, 3)).shape == (1, 1)
assert len(seq) == 3 and isinstance(seq[1], nn.ReLU) and seq[0].out_features == 4

# %% nbgrader={"grade_id": "test_class", "grade": true, "points": 1}
n2 = Net(5)
assert n2(torch.ones(1, 5)).shape == (1, 2)

# %% nbgrader={"grade_id": "test_state", "grade": true, "points": 1}
assert set(net.state_dict()) == {"fc.weight", "fc.bias"}
