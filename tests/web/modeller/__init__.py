"""Camunda Modeler at our door."""
