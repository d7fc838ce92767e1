"""How gunicorn serves the catalogue; `./run` adds the address."""

from gunicorn.http import message

# gunicorn answers longer request lines itself, without our words and headers; its own ceiling is 8 190 characters.
message.MAX_REQUEST_LINE = limit_request_line = 65_536
worker_class = "gthread"
workers = 1
threads = 8
loglevel = "warning"
control_socket_disable = True
