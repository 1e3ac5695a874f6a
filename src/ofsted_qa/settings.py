"""Settings: plain values from defaults, the file `ofsted-qa.toml` and `OFSTED_QA_*`; builds nothing."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path
from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

#: The embedder that is used unless a setting names another: the weights travel in the package of this name.
PACKAGED_MODEL = "all-MiniLM-L6-v2"

#: The reader that is used unless a setting names another: its weights travel in this package.
PACKAGED_READER = "packaged"


class Settings(BaseSettings):
    """What a user may set. An environment variable (`OFSTED_QA_INDEX`) wins over the settings file.

    `index` is the folder of the index, `corpus` the folder that a first `make chat` reads,
    `chroma` the address of a Chroma server that holds the vectors in place of the index folder,
    `embedder` the packaged model or any sentence-transformers model by name or path, `reader` the packaged one
    or any extractive question answering model of the transformers library by name or path, `llm` the language
    model that puts answers into words, as "ollama/NAME" or "openai-like/NAME@ADDRESS" (none by default), `cache`
    the folder of files that can be made again (the ONNX graphs of the packaged models), `top_passages` how
    many passages the retrieval hands to the answering, `log` the file that events are written to
    ("-": standard error; none by default), `log_questions` whether the words of questions stand there,
    `log_days` for how many days its lines are kept,
    `users` the file of users and tokens (with it the web chat asks for a sign-in), `sign_in_header` the header
    in which a reverse proxy at the address `proxy` names the user that it has signed in, `public_name` the name
    that browsers know the server by where a proxy is in front.
    """

    model_config = SettingsConfigDict(env_prefix="OFSTED_QA_", toml_file="ofsted-qa.toml", extra="forbid")

    index: Path = Path("index")
    corpus: Path = Path("corpus")
    chroma: str | None = None
    embedder: str = PACKAGED_MODEL
    reader: str = PACKAGED_READER
    llm: str | None = None
    cache: Path = Field(default_factory=lambda: user_cache_path("ofsted-qa"))
    top_passages: int = Field(default=24, ge=1, le=200)
    log: str | None = None
    log_questions: bool = False
    log_days: int = Field(default=30, ge=1)
    users: Path | None = None
    sign_in_header: str | None = None
    proxy: str = "127.0.0.1"
    public_name: str | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the settings file of the working directory."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
