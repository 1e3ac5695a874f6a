# The web chat in a container: docker build -t ofsted-qa . (docs/deployment.md says what was tried, and where)
FROM python:3.11-slim

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1
WORKDIR /build
COPY pyproject.toml constraints.txt README.md LICENSE CHANGELOG.md ./
COPY scripts/install_torch.py scripts/
COPY src src
# torch first, in its build without CUDA: the registry's brings several gigabytes that no processor uses.
RUN python scripts/install_torch.py && python -m pip install -c constraints.txt . && rm -rf /build

# No account of the host has this number, and nothing of the program can be written to by it.
RUN useradd --uid 10001 --create-home --home-dir /data ofsted-qa
USER 10001
WORKDIR /data
VOLUME /data

# Nothing is asked of the network at run time; everything that is written is below /data.
ENV HF_HUB_OFFLINE=1 \
    OFSTED_QA_INDEX=/data/index \
    OFSTED_QA_CACHE=/data/cache \
    OFSTED_QA_CORPUS=/papers \
    OFSTED_QA_USERS=/data/users.json
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/health', timeout=4)"]
# On every address of the container, so it does not start without the file of users.
CMD ["ofsted-qa", "serve", "--host", "0.0.0.0"]
