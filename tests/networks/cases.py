"""Networks to test bounds on, as data: what is trained in seconds on bundled data, and the layers each must show."""

TRAINED = ("mlp_digits", "mlp_digits_l1", "cnn_digits")

SHAPES = {
    "mlp_digits": [(32, 64), (16, 32), (10, 16)],
    "mlp_digits_l1": [(32, 64), (16, 32), (10, 16)],
    "cnn_digits": [(8, 9), (16, 72), (10, 1024)],
    "mlp_mnist": [(300, 784), (100, 300), (10, 100)],
    "mlp_mnist_l1": [(300, 784), (100, 300), (10, 100)],
    "cnn_mnist": [(8, 25), (16, 200), (10, 784)],
}

PIXELS = {"digits": (1, 8, 8), "mnist": (1, 28, 28)}
