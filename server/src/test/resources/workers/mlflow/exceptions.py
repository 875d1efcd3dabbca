import json


class MlflowException(Exception):
    def get_http_status_code(self):
        return 400

    def serialize_as_json(self):
        return json.dumps({"error_code": "BAD_REQUEST", "message": str(self), "stack_trace": "lines"})
