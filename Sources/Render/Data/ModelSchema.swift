extension PageType {
  /// The form of `model.json`, in JSON Schema.
  static let modelSchema = PageType("model-schema", file: "data/model.schema.json") { _ in
    Array(schema.utf8)
  }
}

// Every object is closed: a member that is added to the data has to be described here.
private let schema = """
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The verified model of a collection of architecture documents, as docgen publishes it",
    "type": "object",
    "additionalProperties": false,
    "required": ["version", "title", "documents", "cases", "architectures", "components", "claims",
      "findings"],
    "properties": {
      "$schema": { "type": "string" },
      "version": { "const": 1, "description": "Raised when a reader would have to change." },
      "title": { "type": "string" },
      "documents": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": ["path", "title", "page", "lines"],
          "properties": {
            "path": { "type": "string", "description": "Relative to the content folder." },
            "title": { "type": "string" },
            "page": { "$ref": "#/$defs/page" },
            "lines": { "type": "integer", "minimum": 0 }
          }
        }
      },
      "cases": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": ["id", "title", "page", "requirements", "outcomes", "architectures"],
          "properties": {
            "id": { "type": "string" },
            "title": { "type": "string" },
            "page": { "$ref": "#/$defs/page" },
            "requirements": { "$ref": "#/$defs/ids" },
            "outcomes": { "$ref": "#/$defs/ids" },
            "architectures": { "$ref": "#/$defs/ids" }
          }
        }
      },
      "architectures": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": ["id", "title", "page", "document", "components"],
          "properties": {
            "id": { "type": "string" },
            "title": { "type": "string" },
            "page": { "$ref": "#/$defs/page" },
            "document": { "type": "string" },
            "components": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["name", "parent"],
                "properties": {
                  "name": { "type": "string" },
                  "parent": {
                    "type": ["integer", "null"], "minimum": 0,
                    "description": "A position in this list; null for a root."
                  },
                  "count": { "type": ["number", "null"] }
                }
              }
            }
          }
        }
      },
      "components": {
        "type": "array",
        "description": "Components that several places of one case or document name.",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": ["name", "document", "technologies", "mentions"],
          "properties": {
            "name": { "type": "string" },
            "document": { "type": "string" },
            "case": { "type": "string" },
            "technologies": { "$ref": "#/$defs/ids" },
            "mentions": {
              "type": "array",
              "minItems": 2,
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["place", "start", "end"],
                "properties": {
                  "place": { "enum": ["tree", "chart", "row", "line"] },
                  "start": { "type": "integer", "minimum": 0 },
                  "end": { "type": "integer", "minimum": 0 },
                  "count": { "type": "number" },
                  "total": {
                    "type": "number",
                    "description": "Where the counts of what holds the component multiply."
                  }
                }
              }
            }
          }
        }
      },
      "claims": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "id", "document", "page", "subject", "role", "figure", "unit", "interval", "verdict",
            "judgements"
          ],
          "properties": {
            "id": { "type": "string" },
            "document": { "type": "string" },
            "page": { "$ref": "#/$defs/page" },
            "subject": { "type": "string" },
            "role": {
              "enum": [
                "requirement", "outcome", "configuration", "threshold", "selfCount", "statement"
              ]
            },
            "figure": { "type": "string", "description": "As printed." },
            "metric": { "type": "string" },
            "unit": { "type": "string", "description": "The unit of the intervals." },
            "interval": { "$ref": "#/$defs/interval" },
            "verdict": { "$ref": "#/$defs/verdict" },
            "judgements": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["verdict"],
                "properties": {
                  "verdict": { "$ref": "#/$defs/verdict" },
                  "evidence": {
                    "enum": ["computed", "counted", "agreed", "catalogued", "simulated"]
                  },
                  "interval": { "$ref": "#/$defs/interval" },
                  "explanation": { "type": "string" },
                  "scenario": { "type": "string" },
                  "system": { "type": "string" },
                  "output": { "type": "string" },
                  "allowed": { "$ref": "#/$defs/interval" },
                  "before": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["interval", "estimate", "calibrated"],
                    "properties": {
                      "interval": { "$ref": "#/$defs/interval" },
                      "estimate": { "type": "number" },
                      "calibrated": { "type": "boolean" }
                    }
                  },
                  "assumptions": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "additionalProperties": false,
                      "required": ["parameter", "value", "kind", "fragile"],
                      "properties": {
                        "parameter": { "type": "string" },
                        "design": { "enum": ["before", "after"] },
                        "value": { "type": "string" },
                        "kind": { "type": "string" },
                        "source": { "type": "string" },
                        "elasticity": { "type": "number" },
                        "break_even": { "type": "string" },
                        "break_even_ratio": { "type": "number" },
                        "fragile": { "type": "boolean" }
                      }
                    }
                  },
                  "unused": { "type": "array", "items": { "type": "string" } },
                  "exact": { "type": "boolean" },
                  "replications": { "type": "integer", "minimum": 1 },
                  "seed": { "type": "string", "pattern": "^[0-9]+$" }
                }
              }
            }
          }
        }
      },
      "findings": {
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": ["id", "severity", "summary", "source", "start", "end"],
          "properties": {
            "id": { "type": "string" },
            "severity": { "enum": ["error", "warning", "note"] },
            "summary": { "type": "string" },
            "source": { "type": "string" },
            "start": { "type": "integer", "minimum": 0, "description": "In bytes." },
            "end": { "type": "integer", "minimum": 0 }
          }
        }
      }
    },
    "$defs": {
      "page": { "type": "string", "description": "An address relative to the site's root." },
      "ids": { "type": "array", "items": { "type": "string" } },
      "interval": {
        "type": "array", "minItems": 2, "maxItems": 2,
        "items": { "type": ["number", "null"] },
        "description": "Lower and upper end; null where there is none."
      },
      "verdict": { "enum": ["holds", "at-face-value", "fails", "undecided", "unchecked"] }
    }
  }

  """
