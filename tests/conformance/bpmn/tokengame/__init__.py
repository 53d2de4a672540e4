"""An independent token game for BPMN 2.0: reads the XML itself and shares nothing with the product but FEEL."""
