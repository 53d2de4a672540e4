"""The image and the services, as far as they can be judged without a Docker engine."""
